/** The emulated pair with each UART on a pty: what a program sees of two boards on two serial ports. */
import { LinkError } from '../link/errors.ts';
import { type EmulatorOptions, type QemuChild, startQemu } from './child.ts';

/** Longest that QEMU may take to say where its ptys are, in ms: this machine may be busy. */
const START_MS = 20_000;
/** In the order of the image's UARTs. */
const LABELS = ['dut', 'bench'] as const;

export interface PtyEmulator {
  /** Paths of the ptys. What the boards say before somebody opens them is lost, as on a real port. */
  readonly paths: { readonly dut: string; readonly bench: string };
  readonly ended: Promise<string>;
  /** Ends the process. Idempotent. */
  close(): Promise<void>;
}

/** @throws LinkError LINE_MISSING, with what QEMU said, when it does not start */
export async function startPtyEmulator(options: EmulatorOptions): Promise<PtyEmulator> {
  const child = startQemu(
    options,
    LABELS.flatMap((label) => ['-chardev', `pty,id=${label}`, '-serial', `chardev:${label}`]),
  );
  try {
    const paths = await ptysOf(child);
    return { paths, ended: child.ended, close: () => child.close() };
  } catch (error) {
    await child.close();
    throw error;
  }
}

/** QEMU says `char device redirected to /dev/pts/3 (label dut)`. */
function ptysOf(child: QemuChild): Promise<PtyEmulator['paths']> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (seen: string): void => {
      clearTimeout(late);
      reject(new LinkError('LINE_MISSING', `expected QEMU to open two ptys, seen ${seen}`));
    };
    const late = setTimeout(() => fail(`"${said}" within ${START_MS} ms`), START_MS);
    const hear = (chunk: string): void => {
      said += chunk;
      const path = (label: string): string | undefined =>
        new RegExp(`(/dev/\\S+) \\(label ${label}\\)`).exec(said)?.[1];
      const [dut, bench] = [path('dut'), path('bench')];
      if (dut === undefined || bench === undefined) return;
      clearTimeout(late);
      resolve({ dut, bench });
    };
    child.process.stdout?.on('data', hear);
    child.process.stderr?.on('data', hear);
    void child.ended.then(fail);
  });
}
