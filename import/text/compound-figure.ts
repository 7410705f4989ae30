/** The scales of a figure such as 1亿2000万 or 12万5千, greatest first. */
const PARTS = /^(?:(\d+)亿)?(?:零?(\d+)万)?(?:零?(\d)千)?(?:零?(\d)百)?(?:零?(\d+))?(\D.*)?$/;
const POWERS = [8, 4, 3, 2, 0] as const;

/** A figure in several scales as its digits, with the unit behind them; null for another, or where the last digits may be of any scale (12万5). */
export function compoundFigure(text: string): { readonly digits: string; readonly unit: string } | null {
  const match = PARTS.exec(text);
  if (match === null) return null;
  const parts = POWERS.map((power, at) => ({ power, digits: match[at + 1] })).filter(
    ({ digits }) => digits !== undefined,
  );
  const unit = match[6] ?? '';
  const last = parts.at(-1);
  const above = parts.at(-2);
  if (last === undefined || above === undefined) return null;
  if (last.power === 0 && /^[十百千万亿]/.test(unit)) return null;
  // Of 1万2500 the digits fill what 万 leaves open.
  if (last.power === 0 && unit === '' && last.digits?.length !== above.power) return null;
  const fits = parts.every(
    ({ power, digits }, at) => at === 0 || power + (digits?.length ?? 0) <= parts[at - 1]!.power,
  );
  const sum = parts.reduce((total, { power, digits }) => total + BigInt(digits ?? 0) * 10n ** BigInt(power), 0n);
  return fits ? { digits: String(sum), unit } : null;
}
