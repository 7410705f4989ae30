/** How a connection is encrypted, in libpq's words. */
export type SslMode = 'disable' | 'require' | 'verify-ca' | 'verify-full';

/** The address of a database, without the account and password of its owner. */
export interface DatabaseAddress {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Absent: the tool's default. */
  readonly sslMode?: SslMode;
}

/** The account that connects; without a password the strings have none, and the tool asks for it. */
export interface Login {
  readonly name: string;
  readonly password?: string;
}

/** Connection strings in the forms that BI tools accept. */
export interface Connection {
  readonly url: string;
  readonly jdbc: string;
  readonly odbc: string;
}

const SSL_MODES: Readonly<Record<string, SslMode>> = {
  disable: 'disable',
  // The client of this program, unlike libpq, takes these for encryption, and the last one is only its own.
  allow: 'require',
  prefer: 'require',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify-ca',
  'verify-full': 'verify-full',
};

/** The address of the database at `url`; a socket's folder is taken for this computer. */
export function addressOf(url: string): DatabaseAddress {
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  const host = decodeURIComponent(hostname).replace(/^\[(.*)\]$/u, '$1') || (searchParams.get('host') ?? '');
  const sslMode = SSL_MODES[searchParams.get('sslmode') ?? ''];
  return {
    host: host === '' || host.startsWith('/') ? 'localhost' : host,
    port: Number(port || (searchParams.get('port') ?? 5432)),
    database: decodeURIComponent(pathname.slice(1) || username),
    ...(sslMode === undefined ? {} : { sslMode }),
  };
}

/** `host:port`, as URLs have it. */
export function authorityOf({ host, port }: DatabaseAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The connection strings of a role for the database at `url`; a role's name and password need no quoting in them. */
export function connectionOf(url: string, login: Login): Connection {
  return connectionTo(addressOf(url), login);
}

/** As connectionOf, where the address is known. */
export function connectionTo(address: DatabaseAddress, { name, password }: Login): Connection {
  const { host, port, database, sslMode } = address;
  const place = `${authorityOf(address)}/${encodeURIComponent(database)}`;
  const login = password === undefined ? name : `${name}:${password}`;
  const jdbc = { user: name, password, sslmode: sslMode };
  const odbc = { Server: host, Port: String(port), Database: database, Uid: name, Pwd: password, SSLmode: sslMode };
  return {
    url: `postgresql://${login}@${place}${sslMode === undefined ? '' : `?sslmode=${sslMode}`}`,
    jdbc: `jdbc:postgresql://${place}?${pairs(jdbc).join('&')}`,
    odbc: ['Driver={PostgreSQL Unicode}', ...pairs(odbc, odbcValue)].join(';'),
  };
}

function pairs(values: Readonly<Record<string, string | undefined>>, write = (value: string) => value): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${write(value)}`]));
}

/** ODBC reserves some characters, unless the value is in braces. */
function odbcValue(value: string): string {
  return /[[\]{}(),;?*=!@]/u.test(value) ? `{${value.replaceAll('}', '}}')}}` : value;
}
