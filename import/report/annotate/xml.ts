/** Text as XML content or attribute value, without characters that XML cannot hold. */
export function escapeXml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replace(/&/gu, '&amp;')
      .replace(/</gu, '&lt;')
      .replace(/>/gu, '&gt;')
      .replace(/"/gu, '&quot;')
      .replace(/\r/gu, '&#13;')
  );
}

/** Text of a cell or comment: escaped, and safe from the office programs' own `_xHHHH_`. */
export function cellText(text: string): string {
  return escapeXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_'));
}

/** A start tag with an attribute set to a value, or added; `value` undefined: removed. */
export function withAttribute(tag: string, name: string, value: string | undefined): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`, 'u');
  const stated = value === undefined ? '' : ` ${name}="${escapeXml(value)}"`;
  return found.test(tag) ? tag.replace(found, () => stated) : tag.replace(/\s*\/?>$/u, (end) => stated + end.trim());
}

/** `r:id="…"` for an element below a root, with the prefix that the root has for relations, or one of its own. */
export function relationId(rootTag: string, namespace: string, id: string): string {
  const declared = [...rootTag.matchAll(/\sxmlns:(\w+)\s*=\s*["']([^"']*)["']/gu)];
  const prefix = declared.find(([, , uri]) => uri === namespace)?.[1];
  return prefix === undefined ? `xmlns:r="${namespace}" r:id="${id}"` : `${prefix}:id="${id}"`;
}
