import { sql } from 'kysely';
import { RequestError } from '../../../errors.js';
import { CATALOGUE } from '../../catalogue/index.js';
import { forgetIndicators, writeIndicators } from '../catalogue-sync.js';
import type { IndicatorDefinition } from '../../define/definition.js';
import { lockIndicators } from '../known.js';
import { refreshIndicators } from '../refresh.js';
import { json } from '../../../database/columns.js';
import type { Database } from '../../../database/sql.js';
import { checkNames } from '../../define/own/names.js';
import { compileAll, readDefinitions } from './read.js';
import type { OwnDefinition } from '../../define/own/shape.js';
import { checkValues, type ValuesOf } from '../../define/own/values.js';

/** The most indicators that analysts may define: every import computes them. */
export const MAX_OWN = 200;

/**
 * Stores an analyst's definition, with `replace` in place of the one with its code, and computes its figures, and those of
 * indicators that refer to it, from the rows, in one transaction. Throws a RequestError for an invalid definition.
 */
export async function defineIndicator(
  db: Database,
  own: OwnDefinition,
  options: { readonly replace: boolean; readonly valuesOf: ValuesOf },
): Promise<IndicatorDefinition> {
  return db.transaction().execute(async (tx) => {
    await takeTime(tx);
    await lockIndicators(tx);
    const kept = await readDefinitions(tx);
    const known = kept.some(({ code }) => code === own.code);
    if (known && !options.replace)
      throw RequestError.duplicateIndicator(
        `指标代码 ${own.code} 已有。要修改它请加 replace: true，否则请换一个代码。`,
      );
    if (!known && options.replace) throw RequestError.unknownIndicator([own.code]);
    if (!known && kept.length >= MAX_OWN)
      throw RequestError.invalidDefinition(`自定义指标最多 ${MAX_OWN} 个，请先用 removeIndicator 删除不用的。`);
    const before = compileAll(kept);
    const next = known ? kept.map((each) => (each.code === own.code ? own : each)) : [...kept, own];
    checkNames(own, [...CATALOGUE, ...kept.filter(({ code }) => code !== own.code)]);
    const after = compileAll(next);
    const fault = after.faults.get(own.code);
    if (fault !== undefined) throw fault;
    const broken = [...after.faults].find(([code]) => !before.faults.has(code));
    if (broken !== undefined)
      throw RequestError.invalidDefinition(
        `指标 ${broken[0]} 引用了 ${own.code}，按新定义不再成立：${broken[1].message}请先修改 ${broken[0]}。`,
      );
    const indicator = after.indicators.find(({ code }) => code === own.code)!;
    checkValues(indicator, options.valuesOf);
    await keep(tx, own);
    const earlier = new Map(before.indicators.map((each) => [each.code, JSON.stringify(each)]));
    const changed = after.indicators.filter((each) => earlier.get(each.code) !== JSON.stringify(each));
    await writeIndicators(tx, changed);
    await refreshIndicators(tx, changed);
    return indicator;
  });
}

/** Deletes an own indicator and its figures; targets of its name then have no indicator. Throws a RequestError if it cannot. */
export async function removeIndicator(db: Database, code: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await takeTime(tx);
    await lockIndicators(tx);
    const kept = await readDefinitions(tx);
    if (CATALOGUE.some((indicator) => indicator.code === code))
      throw RequestError.invalidDefinition(`${code} 是内置指标，不能删除；只能删除自定义指标。`);
    if (!kept.some((own) => own.code === code)) throw RequestError.unknownIndicator([code]);
    const before = compileAll(kept);
    const after = compileAll(kept.filter((own) => own.code !== code));
    const broken = [...after.faults.keys()].filter((each) => !before.faults.has(each));
    if (broken.length > 0)
      throw RequestError.invalidDefinition(`指标 ${broken.join('、')} 引用了 ${code}，请先修改或删除它们。`);
    await tx.deleteFrom('own_indicator').where('code', '=', code).execute();
    await forgetIndicators(tx, [code]);
    await refreshIndicators(tx, []);
  });
}

/** Lifts the time limit: figures are computed over all rows, after running imports, which may take longer than a question. */
async function takeTime(tx: Database): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx);
  await sql`set local work_mem = '64MB'`.execute(tx);
}

async function keep(tx: Database, { englishName, aliases, formula, ...own }: OwnDefinition): Promise<void> {
  const row = { ...own, english_name: englishName, aliases: [...aliases], definition: json(formula) };
  await tx
    .insertInto('own_indicator')
    .values(row)
    .onConflict((kept) => kept.column('code').doUpdateSet({ ...row, changed_at: sql`now()` }))
    .execute();
}
