import { sql } from 'kysely';
import { normalizeName } from './enterprise-name.js';
import type { Party } from './party.js';
import type { Database } from './stage.js';

/** What tells an enterprise from others, the surest first. */
const CODES = ['credit_code', 'registration_no'] as const;
type Code = (typeof CODES)[number];

/**
 * Leads what the rows of a workbook say of enterprises to the enterprises: by credit code, else by registration number,
 * else by normalised name within the division; never by likeness. Enterprises not known yet are made, and a known name
 * without a code gets its code. The temporary table `party` holds what was found, by the number of the party.
 */
export class EnterpriseBook {
  readonly #numbers = new Map<string, number>();
  readonly #ids: (string | null)[] = [];
  /** The codes that parties were said to have so far. */
  readonly #codes = new Set<Code>();
  #unsent: (Party & { normalized: string | null })[] = [];
  #made = false;

  constructor(
    private readonly db: Database,
    private readonly runId: string,
  ) {}

  /** The number of a party, the same whenever the same is said. */
  numberOf(party: Party): number {
    const said = textOf(party, party.name);
    const known = this.#numbers.get(said);
    if (known !== undefined) return known;
    const normalized = party.name === null ? null : normalizeName(party.name);
    const meant = textOf(party, normalized);
    let number = this.#numbers.get(meant);
    if (number === undefined) {
      number = this.#ids.push(null) - 1;
      this.#numbers.set(meant, number);
      this.#unsent.push({ ...party, normalized });
      if (party.creditCode !== null) this.#codes.add('credit_code');
      if (party.registrationNo !== null) this.#codes.add('registration_no');
    }
    this.#numbers.set(said, number);
    return number;
  }

  /** The enterprise of a party that was resolved; null where none is known by its code and it has no name. */
  idOf(number: number): string | null {
    return this.#ids[number] ?? null;
  }

  /** Whether parties were numbered since the last time that they were resolved. */
  get asks(): boolean {
    return this.#unsent.length > 0;
  }

  /** Resolves the parties numbered since the last time. Their divisions must be locked. */
  async resolve(): Promise<void> {
    if (this.#unsent.length === 0) return;
    const first = this.#ids.length - this.#unsent.length;
    await this.#send(first);
    await resolveFrom(this.db, this.runId, first, this.#codes);
    await this.#learn(first);
  }

  /** Resolves what could not be when it was first said, now that all of the workbook is known. */
  async settle(): Promise<void> {
    if (!this.#made) await this.#make();
    await this.resolve();
    const open = this.#ids.indexOf(null);
    if (open < 0) return;
    await resolveFrom(this.db, this.runId, open, this.#codes);
    await this.#learn(open);
  }

  async #make(): Promise<void> {
    await sql`
      create temp table party (seq int primary key, division varchar(12), enterprise_name text, enterprise_normalized text,
        enterprise_credit_code text, enterprise_registration_no text, enterprise_id uuid) on commit drop`.execute(
      this.db,
    );
    this.#made = true;
  }

  async #send(first: number): Promise<void> {
    if (!this.#made) await this.#make();
    const sent = this.#unsent;
    this.#unsent = [];
    await sql`
      insert into party (seq, division, enterprise_name, enterprise_normalized, enterprise_credit_code, enterprise_registration_no)
      select ${first} + n - 1, d, m, o, c, r
      from unnest(${sent.map((each) => each.division)}::text[], ${sent.map((each) => each.name)}::text[],
        ${sent.map((each) => each.normalized)}::text[], ${sent.map((each) => each.creditCode)}::text[],
        ${sent.map((each) => each.registrationNo)}::text[]) with ordinality t (d, m, o, c, r, n)`.execute(this.db);
  }

  async #learn(first: number): Promise<void> {
    const { rows } = await sql<{ seq: number; id: string }>`
      select seq, enterprise_id as id from party where seq >= ${first} and enterprise_id is not null`.execute(this.db);
    for (const { seq, id } of rows) this.#ids[seq] = id;
  }
}

function textOf({ division, creditCode, registrationNo }: Party, name: string | null): string {
  return `${division}\n${name ?? ''}\n${creditCode ?? ''}\n${registrationNo ?? ''}`;
}

async function resolveFrom(db: Database, runId: string, first: number, codes: ReadonlySet<Code>): Promise<void> {
  const parties = sql`(select * from party where seq >= ${first} and enterprise_id is null)`;
  for (const code of CODES) {
    if (!codes.has(code)) continue;
    const said = sql.ref(`s.enterprise_${code}`);
    const column = sql.ref(code);
    // A name known without a code is that of the first row that gives it one.
    const named = sql`
      select distinct on (e.division, e.id) e.division, e.id, ${said} as code
      from ${parties} s join enterprise e on e.division = s.division and e.normalized_name = s.enterprise_normalized
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
        from ${parties} s
        where ${said} is not null and s.enterprise_normalized is not null
          and not exists (select from enterprise k where k.division = s.division and k.${column} = ${said})
        order by s.division, ${said}, s.seq
      ) fresh`.execute(db);
    await sql`
      update party p set enterprise_id = e.id from ${parties} s join enterprise e on e.division = s.division and e.${column} = ${said}
      where p.seq = s.seq`.execute(db);
  }
  await sql`
    insert into enterprise (division, id, name, normalized_name, created_by, run_id)
    select division, figures.new_id(), enterprise_name, enterprise_normalized, ${runId}, ${runId} from (
      select distinct on (s.division, s.enterprise_normalized) s.division, s.enterprise_name, s.enterprise_normalized
      from ${parties} s
      where s.enterprise_normalized is not null
        and not exists (
          select from enterprise k where k.division = s.division and k.normalized_name = s.enterprise_normalized
        )
      order by s.division, s.enterprise_normalized, s.seq
    ) fresh`.execute(db);
  await sql`
    update party p set enterprise_id = e.id
    from ${parties} s cross join lateral (
      select id from enterprise k where k.division = s.division and k.normalized_name = s.enterprise_normalized order by id limit 1
    ) e
    where p.seq = s.seq`.execute(db);
}
