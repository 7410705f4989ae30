/** The ways in which BI tools want to be told where a database is and who asks. */
export interface Connection {
  readonly url: string;
  readonly jdbc: string;
  readonly odbc: string;
}

/** The connection strings of a role for the database at `url`; a role's name and password need no quoting in them. */
export function connectionOf(url: string, role: { readonly name: string; readonly password: string }): Connection {
  const { hostname, port: given, pathname, searchParams } = new URL(url);
  const port = given === '' ? '5432' : given;
  const database = decodeURIComponent(pathname.slice(1));
  const ssl = searchParams.get('sslmode');
  const { name, password } = role;
  return {
    url: `postgresql://${name}:${password}@${hostname}:${port}${pathname}${ssl === null ? '' : `?sslmode=${ssl}`}`,
    jdbc: `jdbc:postgresql://${hostname}:${port}${pathname}?user=${name}&password=${password}${ssl === null ? '' : `&sslmode=${ssl}`}`,
    odbc: `Driver={PostgreSQL Unicode};Server=${hostname};Port=${port};Database=${database};Uid=${name};Pwd=${password}${ssl === null ? '' : `;SSLmode=${ssl}`}`,
  };
}
