const ERRORS = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i;

/** Whether a text is what Excel shows of a formula that failed, as in a CSV or where values were pasted. */
export function isErrorText(text: string): boolean {
  return text.startsWith('#') && ERRORS.test(text.trim());
}
