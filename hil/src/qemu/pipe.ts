/** Named pipes to an emulator. */
import { execFileSync } from 'node:child_process';
import { constants, openSync } from 'node:fs';

/** Makes a pipe and opens it for both ways: neither side ever sees an end while the other is starting. */
export function openPipe(path: string): number {
  execFileSync('mkfifo', [path]);
  return openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
}
