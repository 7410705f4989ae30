/** A Content-Disposition with a file name of any script (RFC 6266); `plain` is for old clients. */
export function attachment(name: string, plain: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/gu,
    (character) => `%${character.codePointAt(0)!.toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
