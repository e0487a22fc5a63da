/** QEMU's mps2-an500 (Cortex-M7) as a child process that never outlives this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Guest nanoseconds an instruction, as a power of two: 2^3 = 8 ns, 125 million instructions a second. An M7 at 600 MHz does
 * several times as many: times in guest time are on the safe side.
 */
const NS_PER_INSTRUCTION_LOG2 = 3;
/** Of util-linux: the kernel ends the child when we are gone, even when we are killed. */
const SETPRIV = '/usr/bin/setpriv';

export interface EmulatorOptions {
  /** The image, as an ELF file. */
  readonly elf: string;
  /** Default `qemu-system-arm`. */
  readonly program?: string;
}

export interface QemuChild {
  readonly process: ChildProcess;
  /** How it ended, and what it said last. */
  readonly ended: Promise<string>;
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * @param serials flags of the UARTs, in their order
 * @param folder where the process lives: its files, if it has any
 */
export function startQemu(options: EmulatorOptions, serials: readonly string[], folder?: string): QemuChild {
  const program = options.program ?? 'qemu-system-arm';
  const flags = [
    ...['-machine', 'mps2-an500', '-nodefaults', '-nic', 'none', '-display', 'none', '-monitor', 'none'],
    ...['-icount', `shift=${NS_PER_INSTRUCTION_LOG2}`, ...serials, '-kernel', resolve(options.elf)],
  ];
  const command = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', program, ...flags] : [program, ...flags];
  const [file = program, ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(folder !== undefined && { cwd: folder }) });
  const ended = endOf(child);
  return {
    process: child,
    ended,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function endOf(child: ChildProcess): Promise<string> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-4000);
    });
  }
  // Where the kernel does not see to it.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  return new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`qemu ended with ${signal ?? code} ${said}`.trim()));
  }).finally(() => process.removeListener('exit', kill));
}
