import pg from 'pg';

/** PostgreSQL's and PgBouncer's code for a connection with an unknown parameter. */
const PROTOCOL_VIOLATION = '08P01';

/**
 * Whether a connection that is opened with a statement timeout has it. PgBouncer refuses such a connection, or, if it is
 * configured to ignore the parameter, opens one without a limit.
 */
export async function keepsStatementLimit(url: string, milliseconds: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, statement_timeout: milliseconds });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ setting: string }>(
      "select setting from pg_settings where name = 'statement_timeout'",
    );
    return rows[0]?.setting === String(milliseconds);
  } catch (error) {
    if ((error as { code?: unknown }).code === PROTOCOL_VIOLATION) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
