/** A pseudo-terminal with a stand-in behind it, for the real serialport. Needs g++, as the native firmware does. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Pty {
  /** Name of the line, as one opens it. */
  readonly path: string;
  /** Bytes to whoever has the line open. */
  send(bytes: Uint8Array): void;
  onData(listener: (chunk: Buffer) => void): void;
  /** The line vanishes, as when a board is unplugged. */
  close(): Promise<void>;
}

export async function openPty(): Promise<Pty> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-pty-'));
  const program = join(folder, 'pty');
  execFileSync('g++', ['-O1', '-o', program, fileURLToPath(new URL('pty.cc', import.meta.url))]);
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdin.on('error', () => {});
  let listener: (chunk: Buffer) => void = () => {};
  const path = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    let name = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (name.endsWith('\n')) return listener(chunk);
      name += chunk.toString('latin1');
      // Nobody knows the line before its name is out: there is nothing behind it yet.
      if (name.endsWith('\n')) resolve(name.trim());
    });
  });
  return {
    path,
    send: (bytes) => void child.stdin.write(bytes),
    onData: (hear) => {
      listener = hear;
    },
    close: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
