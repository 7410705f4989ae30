import { sql } from 'kysely';
import { normalizeName } from './enterprise-name.js';
import { takeBackCodes } from './enterprises-replaced.js';
import type { Party } from './party.js';
import type { ReadingScope } from './replaced.js';
import type { Database } from '../../src/database/sql.js';

/** The distinct parties in the rows of a workbook. */
export class Parties {
  readonly #numbers = new Map<string, number>();
  readonly #said: Party[] = [];

  /** The number of a party; equal parties have the same. */
  numberOf(party: Party): number {
    const text = `${party.division}\n${party.name ?? ''}\n${party.creditCode ?? ''}\n${party.registrationNo ?? ''}`;
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#said.push(party) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /**
   * Finds the enterprises of the parties: by credit code, else by registration number, else by normalised name within the
   * division; never by likeness. New enterprises are inserted, and a known one without a code gets its code. The temporary
   * table `party` then has the enterprise of each number; none where the code is unknown and no row names the enterprise.
   * The divisions must be locked. `scope`: the earlier readings of the file, which this one replaces.
   */
  async resolve(db: Database, runId: string, scope?: ReadingScope): Promise<void> {
    await sql`
      create temp table party on commit drop as
      select (n - 1)::int as seq, d as division, m as enterprise_name, o as enterprise_normalized,
        c as enterprise_credit_code, r as enterprise_registration_no, null::uuid as enterprise_id
      from unnest(${this.#said.map((each) => each.division)}::text[], ${this.#said.map((each) => each.name)}::text[],
        ${this.#said.map((each) => (each.name === null ? null : normalizeName(each.name)))}::text[],
        ${this.#said.map((each) => each.creditCode)}::text[], ${this.#said.map((each) => each.registrationNo)}::text[])
        with ordinality t (d, m, o, c, r, n)`.execute(db);
    await sql`analyze party`.execute(db);
    if (scope !== undefined && scope.own.length > 0) await takeBackCodes(db, runId, scope);
    if (this.#said.length === 0) return;
    if (this.#said.some(({ creditCode }) => creditCode !== null)) await resolveCode(db, runId, 'credit_code');
    if (this.#said.some(({ registrationNo }) => registrationNo !== null))
      await resolveCode(db, runId, 'registration_no');
    await resolveNames(db, runId);
  }
}

const OPEN = sql`(select * from party where enterprise_id is null)`;

async function resolveCode(db: Database, runId: string, code: 'credit_code' | 'registration_no'): Promise<void> {
  const said = sql.ref(`s.enterprise_${code}`);
  const column = sql.ref(code);
  // An enterprise without a code gets the code of the first row with its name.
  const named = sql`
    select distinct on (e.division, e.id) e.division, e.id, ${said} as code
    from ${OPEN} s join enterprise e on e.division = s.division and e.normalized_name = s.enterprise_normalized
    where ${said} is not null and e.credit_code is null and e.registration_no is null
      and not exists (select from enterprise k where k.division = s.division and k.${column} = ${said})
    order by e.division, e.id, s.seq`;
  await sql`
    insert into import_change (division, run_id, "table", row_id, before)
    select e.division, ${runId}, 'enterprise', e.id, to_jsonb(e)
    from (${named}) n join enterprise e on e.division = n.division and e.id = n.id
    where e.created_by <> ${runId}
    on conflict do nothing`.execute(db);
  await sql`
    update enterprise e set ${column} = n.code, run_id = ${runId} from (
      select distinct on (division, code) * from (${named}) each order by division, code, id
    ) n where e.division = n.division and e.id = n.id`.execute(db);
  await sql`
    insert into enterprise (division, id, name, normalized_name, ${column}, created_by, run_id)
    select division, figures.new_id(), enterprise_name, enterprise_normalized, code, ${runId}, ${runId} from (
      select distinct on (s.division, ${said}) s.division, s.enterprise_name, s.enterprise_normalized, ${said} as code
      from ${OPEN} s
      where ${said} is not null and s.enterprise_normalized is not null
        and not exists (select from enterprise k where k.division = s.division and k.${column} = ${said})
      order by s.division, ${said}, s.seq
    ) fresh`.execute(db);
  await sql`
    update party p set enterprise_id = e.id from ${OPEN} s join enterprise e on e.division = s.division and e.${column} = ${said}
    where p.seq = s.seq`.execute(db);
}

async function resolveNames(db: Database, runId: string): Promise<void> {
  await sql`
    insert into enterprise (division, id, name, normalized_name, created_by, run_id)
    select division, figures.new_id(), enterprise_name, enterprise_normalized, ${runId}, ${runId} from (
      select distinct on (s.division, s.enterprise_normalized) s.division, s.enterprise_name, s.enterprise_normalized
      from ${OPEN} s
      where s.enterprise_normalized is not null
        and not exists (
          select from enterprise k where k.division = s.division and k.normalized_name = s.enterprise_normalized
        )
      order by s.division, s.enterprise_normalized, s.seq
    ) fresh`.execute(db);
  await sql`
    update party p set enterprise_id = e.id
    from ${OPEN} s cross join lateral (
      select id from enterprise k where k.division = s.division and k.normalized_name = s.enterprise_normalized order by id limit 1
    ) e
    where p.seq = s.seq`.execute(db);
}
