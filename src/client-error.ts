import type { Socket } from 'node:net';

const BODY = JSON.stringify({
  error: {
    code: 'BAD_REQUEST',
    message: '请求不合 HTTP 的格式。网址中的汉字须写成百分号编码，例如“区”写成 %E5%8C%BA。',
  },
});

/** Answers what Node's HTTP parser refuses before there is a request: mostly addresses with Chinese characters as they are. */
export function answerClientError(_error: Error, socket: Socket): void {
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\nConnection: close\r\n\r\n${BODY}`,
    );
  }
  socket.destroySoon();
}
