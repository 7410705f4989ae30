import { sql } from 'kysely';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { SettledSheet } from '../entities/import-run.js';
import { RequestError } from '../errors.js';
import type { Database } from '../database/sql.js';
import type { Context } from './context.js';
import { type MappedColumn, SheetMapping, SheetMappingConnection } from './mapping.types.js';
import { askedPage, type Connection, decodeCursor, encodeCursor, PageArgs, pageOf } from './paging.js';

/** A remembered decision as it is stored. */
interface MappingRow {
  readonly division: string;
  readonly signature: string;
  readonly settled: SettledSheet;
  readonly headings: string[];
  readonly sheet: string | null;
  readonly fileName: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string;
}

const SHOWN =
  sql.raw(`division, signature, settled, headings, sheet, file_name as "fileName", decided_by as "decidedBy",
  to_json(created_at) #>> '{}' as "decidedAt"`);

@Resolver(() => SheetMapping)
export class MappingResolver {
  @Query(() => SheetMappingConnection, {
    description: '为各区划记住的、对工作表的决定，新的在前；下次导入同样的工作表时自动采用，可用 forgetMapping 取消',
  })
  async mappings(
    @Arg('division', () => ID, { nullable: true, description: '行政区划代码；不给为全部' })
    division: string | null | undefined,
    @Args(() => PageArgs) asked: PageArgs,
    @Ctx() { db }: Context,
  ): Promise<Connection<SheetMapping>> {
    const page = askedPage(asked);
    const last = page.cursor === null ? null : lastOf(page.cursor);
    const [beyondLast, direction] = page.backward ? (['>', 'asc'] as const) : (['<', 'desc'] as const);
    const of = division === undefined || division === null ? sql`true` : sql`division = ${division}`;
    const beyond =
      last === null
        ? sql`true`
        : sql`(created_at, division, signature) ${sql.raw(beyondLast)} (${last[0]}::timestamptz, ${last[1]}::text, ${last[2]}::text)`;
    const [{ rows }, { rows: counted }] = await Promise.all([
      sql<MappingRow>`select ${SHOWN} from import_mapping where ${of} and ${beyond}
        order by (created_at, division, signature) ${sql.raw(direction)} limit ${page.size + 1}`.execute(db),
      sql<{ count: number }>`select count(*)::int as count from import_mapping where ${of}`.execute(db),
    ]);
    const placeOf = ({ decidedAt, signature, division }: MappingRow) => encodeCursor([decidedAt, division, signature]);
    const places = new Map(rows.map((row) => [shown(row), placeOf(row)]));
    return {
      ...pageOf([...places.keys()], page, (mapping) => places.get(mapping)!),
      totalCount: counted[0]?.count ?? 0,
    };
  }

  @Mutation(() => SheetMapping, {
    description: '不再采用一个记住的决定；已导入的数据不变，预览过而未写入的仍按预览写入',
  })
  async forgetMapping(
    @Arg('id', () => ID, { description: '决定的 id' }) id: string,
    @Ctx() { db }: Context,
  ): Promise<SheetMapping> {
    const [division = '', signature = ''] = id.split(':');
    const { rows } = await sql<MappingRow>`
      delete from import_mapping where division = ${division} and signature = ${signature} returning ${SHOWN}`.execute(
      db,
    );
    const [forgotten] = rows;
    if (forgotten === undefined) throw RequestError.unknownMapping(id);
    return shown(forgotten);
  }
}

/** A remembered decision by its id; null where there is none. */
export async function findMapping(db: Database, id: string): Promise<SheetMapping | null> {
  const [division = '', signature = ''] = id.split(':');
  const { rows } = await sql<MappingRow>`
    select ${SHOWN} from import_mapping where division = ${division} and signature = ${signature}`.execute(db);
  return rows[0] === undefined ? null : shown(rows[0]);
}

/** The sort values in a cursor; throws a RequestError for others. */
function lastOf(cursor: string): readonly [string, string, string] {
  const [time, division, signature] = decodeCursor(cursor, 3);
  if (
    typeof time !== 'string' ||
    Number.isNaN(Date.parse(time)) ||
    typeof division !== 'string' ||
    typeof signature !== 'string'
  )
    throw RequestError.invalidCursor();
  return [time, division, signature];
}

function shown({ division, signature, settled, ...row }: MappingRow): SheetMapping {
  const { ledger = null, columns = {}, facts = {} } = settled;
  return {
    ...row,
    id: `${division}:${signature}`,
    division,
    ledger,
    columns: Object.entries(columns).map(([heading, choice]): MappedColumn => {
      const [field, unit] = choice?.split(':') ?? [];
      return { heading, field: field ?? null, unit: unit ?? null };
    }),
    facts: Object.entries(facts).flatMap(([field, value]) => (value === null ? [] : [{ field, value }])),
  };
}
