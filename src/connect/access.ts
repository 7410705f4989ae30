import type { DatabaseAddress } from '../reporting/connection.js';

/** The parameters of the files, without a password: the tool asks for it, or the user types it in. */
export interface Access {
  readonly database: DatabaseAddress;
  /** Whether the database is the bundled one, which only this computer reaches. */
  readonly bundled: boolean;
  /** Root of the OData service, with a slash at the end. */
  readonly odata: string;
  /** The read-only role to connect as. */
  readonly account: string;
}

/** Where a person types the password, in a format that cannot ask for it: a variable of the environment. */
export const PASSWORD_VARIABLE = 'TAIZHANG_PASSWORD';
