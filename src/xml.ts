/** The attributes of an element, by name, as plain text. */
export type Attributes = Readonly<Record<string, string>>;

/** An XML element with its attributes; its content is markup, so text in it must pass `escapeXml`. */
export function element(tag: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const start = `<${tag}${written.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${tag}>`;
}

/** Text escaped for an element or attribute of XML; a character that XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(NOT_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n\r]/gu, (space) => `&#${space.codePointAt(0)};`);
}

const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
