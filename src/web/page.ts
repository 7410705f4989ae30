/** A static page in Chinese without external resources. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · 台账</title>
<style>${STYLE}</style>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</html>
`;
}

const STYLE = `
  :root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --link: #0550ae; }
  @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #1c2128; --link: #79b8ff; } }
  body { margin: 0; font: 16px/1.65 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; }
  main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
  h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
  a { color: var(--link); } code { font-family: ui-monospace, Consolas, monospace; font-size: .92em; background: var(--soft); padding: .1em .3em; border-radius: 4px; overflow-wrap: anywhere; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); } th { background: var(--soft); white-space: nowrap; }
`;

/** A text escaped for HTML or XML, also within an attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}
