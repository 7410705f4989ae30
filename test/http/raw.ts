import { connect } from 'node:net';

/** An answer as it came over the socket. */
export interface RawAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends bytes as they are and reads until the server closes; null where it closes without an answer. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer | null> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve(readAnswer(Buffer.concat(parts).toString())));
  });
}

/** A request of its own connection. */
export function requestText(
  url: string,
  { method = 'GET', target = '/', headers = {}, body = '' }: RawRequest,
): Buffer {
  const given = { Host: new URL(url).host, Connection: 'close', ...headers };
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}`);
  const length = Buffer.byteLength(body);
  if (length > 0) lines.push(`Content-Length: ${length}`);
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
    Buffer.from(body),
  ]);
}

export interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

function readAnswer(text: string): RawAnswer | null {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/u.exec(first)?.[1]);
  if (Number.isNaN(status)) return null;
  const named = lines.map((line) => line.split(/: (.*)/u));
  return {
    status,
    headers: Object.fromEntries(named.map(([name = '', value = '']) => [name.toLowerCase(), value])),
    body: rest.join('\r\n\r\n'),
  };
}
