/** A socket to the server that the page came from. */
import type { SocketLike } from './connection.ts';

/** @param path of the server, such as `/api/live` */
export function openSocket(path: string): SocketLike {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}${path}`);
  const like: SocketLike = { onmessage: null, onclose: null, close: () => socket.close() };
  socket.onmessage = (event: MessageEvent) => like.onmessage?.({ data: event.data });
  socket.onclose = () => like.onclose?.();
  return like;
}
