import { expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { answerClientError } from '../../src/http/client-error.js';

test('an address with Chinese characters as they are is answered in Chinese, not by a broken connection', async () => {
  const server = createServer().on('clientError', answerClientError);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET /imports?division=990103:示例区 HTTP/1.1\r\n\r\n'),
    );
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('end', () => resolve(text)).on('error', reject);
  });
  await new Promise((resolve) => server.close(resolve));
  expect(answer).toMatch(/^HTTP\/1\.1 400 /u);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  expect(JSON.parse(body)).toMatchObject({
    error: {
      code: 'BAD_REQUEST',
      message: expect.stringContaining('百分号编码'),
      remedy: expect.stringContaining('%E5'),
    },
  });
});
