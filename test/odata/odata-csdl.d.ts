declare module 'odata-csdl' {
  /** CSDL JSON of a document in XML; what is wrong with it is added to `messages`. */
  export function xml2json(xml: string, options?: { messages?: unknown[]; strict?: boolean }): unknown;
}
