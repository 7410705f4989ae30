/**
 * An object with the given keys and no values, to be spread and then filled. V8 turns an object into a dictionary when more than a
 * dozen keys are added by computed names, but not when it has them from the start.
 */
export function emptyValues(keys: readonly string[]): Readonly<Record<string, null>> {
  return JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join(',')}}`) as Record<string, null>;
}
