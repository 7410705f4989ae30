import { LEVELS, type LedgerDeclaration } from '../../src/entities/ledger.js';
import type { SheetLimits, StoredValue } from './draft.js';

const [, PROVINCE, CITY] = LEVELS;
/** 北京, 天津, 上海 and 重庆, whose city level is that of a province. */
const MUNICIPALITY = /^(?:11|12|31|50)/u;

/** Whether a division is a municipality or in one. */
export function isMunicipal(division: string): boolean {
  return MUNICIPALITY.test(division);
}

/** Makes the city level of a row provincial where its division is in a municipality. */
export function levelInMunicipality(
  ledger: LedgerDeclaration,
  values: Record<string, StoredValue>,
  division: string,
): void {
  if (isLevelled(ledger) && values['level'] === CITY && isMunicipal(division)) values['level'] = PROVINCE;
}

/** The limits of a sheet of a municipality's rows. */
export function limitsInMunicipality(ledger: LedgerDeclaration, limits: SheetLimits): SheetLimits {
  const level = limits['level'];
  if (!isLevelled(ledger) || level === undefined) return limits;
  return { ...limits, level: [...new Set(level.map((each) => (each === CITY ? PROVINCE : each)))].toSorted() };
}

function isLevelled({ fields }: LedgerDeclaration): boolean {
  return fields['level']?.whole === LEVELS;
}
