/** The oldest Node.js for this program: MikroORM requires it. */
const LEAST = { major: 22, minor: 17 } as const;

/** Why a version of Node.js cannot run the program, in Chinese; null where it can. */
export function nodeFault(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST.major || (major === LEAST.major && minor >= LEAST.minor)) return null;
  return `需要 Node.js ${LEAST.major}.${LEAST.minor} 或更新的版本，现为 ${version}。请用 npm start、npm run demo、npm run import、npm run bi-user 启动：npm ci 已装好所需的 Node.js，这些命令会用它。`;
}
