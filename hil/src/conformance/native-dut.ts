/** The native host as a device under test: a child process with sanitizers, one line a step (boards/native/main.cc). */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { LIMITS, toHex } from '@understudy/contract';
import type { Dut, Effect, Outcome } from './dut.ts';

/** Longest that one step may take on this machine in ms; a firmware that spins is found so. */
const STEP_LIMIT_MS = 10_000;
const NEVER = 0xffffffff;

/** Lines of an answer; it ends with the line that `ends` names. */
interface Waiting {
  readonly ends: string;
  readonly resolve: (lines: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts the program.
 * @param program path from `buildNativeHost`
 * Every answer rejects with what the program said last when it has ended, as on a sanitizer's finding.
 */
export function openNativeDut(program: string): Dut {
  const child = spawn(program, { stdio: 'pipe' });
  const { send, ask } = lineProtocol(child);
  const step = async (line: string): Promise<Outcome> => outcome(await ask(line, 'delay'));
  return {
    name: 'native',
    erase: () => send('erase'),
    pin: (pin, value) => send(`pin ${pin} ${value}`),
    bytes: (pin, bytes) => send(`bytes ${pin} ${word(bytes)}`),
    boot: (table, key, reason, nowMs) => step(`boot ${word(table)} ${word(key)} ${reason} ${nowMs}`),
    link: (up, nowMs) => step(`link ${up ? 1 : 0} ${nowMs}`),
    message: (topic, payload, flags, nowMs) => {
      const cut = payload.subarray(0, LIMITS.payloadBytes + 1);
      return step(`message ${word(new TextEncoder().encode(topic))} ${word(cut)} ${flags} ${nowMs}`);
    },
    run: (nowMs) => step(`run ${nowMs}`),
    failWrites: (count) => send(`fail ${count}`),
    cutPower: (afterWrites) => send(`cut ${afterWrites}`),
    mac: async (payload) => (await ask(`mac ${word(payload)}`, 'mac'))[0]?.split(' ')[1] || undefined,
    counters: async () => ((await ask('counters', 'counters'))[0] ?? '').split(' ').slice(1).map(Number),
    close: () => ended(child),
  };
}

const word = (bytes: Uint8Array): string => (bytes.length === 0 ? '-' : toHex(bytes));

function lineProtocol(child: ChildProcessWithoutNullStreams) {
  const queue: Waiting[] = [];
  let lines: string[] = [];
  let rest = '';
  let errors = '';
  let failure: Error | undefined;
  const fail = (message: string): void => {
    failure ??= new Error(`native host: ${message}${errors === '' ? '' : `\n${errors}`}`);
    for (const waiting of queue.splice(0)) waiting.reject(failure);
  };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      if (queue[0] === undefined || line.split(' ', 1)[0] !== queue[0].ends) continue;
      queue.shift()?.resolve(lines);
      lines = [];
    }
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors = (errors + chunk).slice(-8000);
  });
  child.stdin.on('error', () => {});
  child.on('error', (error) => fail(error.message));
  child.on('close', (code) => fail(`expected an answer, seen its end with code ${code}`));
  return {
    send: (line: string): void => void child.stdin.write(`${line}\n`),
    ask: (line: string, ends: string): Promise<readonly string[]> =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        const late = setTimeout(() => {
          fail(`expected an answer to "${line.slice(0, 60)}" within ${STEP_LIMIT_MS} ms, seen none`);
          child.kill('SIGKILL');
        }, STEP_LIMIT_MS);
        const done = (): void => clearTimeout(late);
        queue.push({
          ends,
          resolve: (answer) => {
            done();
            resolve(answer);
          },
          reject: (error) => {
            done();
            reject(error);
          },
        });
        child.stdin.write(`${line}\n`);
      }),
  };
}

function outcome(lines: readonly string[]): Outcome {
  const delay = Number(lines.at(-1)?.split(' ')[1]);
  return { effects: lines.slice(0, -1).map(effect), delayMs: delay === NEVER ? undefined : delay };
}

function effect(line: string): Effect {
  const words = line.split(' ');
  const [kind] = words;
  const [pin = 0, second = 0, third = 0, fourth = 0, fifth = 0] = words.slice(1).map(Number);
  switch (kind) {
    case 'write':
      return { kind, pin, value: second };
    case 'watch':
      return { kind, pin, low: second, high: third };
    case 'ramp':
      return { kind, pin, steps: second, rate: third, accel: fourth };
    case 'strip':
      return { kind, pin, effect: second, color: third, brightness: fourth, lit: fifth };
    case 'pixel':
      return { kind, pin, index: second, color: third };
    case 'publish':
      return { kind, flags: pin, topic: words[2] ?? '', payload: words.slice(3).join(' ') };
    case 'store':
      return { kind, slot: pin, stored: second === 1, bytes: words[3] ?? '' };
    default:
      throw new Error(`native host: expected an effect, seen "${line}"`);
  }
}

function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('close', () => resolve());
    child.stdin.end();
  });
}
