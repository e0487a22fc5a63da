/** The twin in a Web Worker: takes `PlayRequest` messages and posts a `PlayAnswer` to each. The entry of a bundle. */
import { answer, type PlayRequest } from './worker-protocol.ts';

interface WorkerScope {
  onmessage: ((event: { readonly data: PlayRequest }) => void) | null;
  postMessage(message: unknown): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = (event) => scope.postMessage(answer(event.data));
