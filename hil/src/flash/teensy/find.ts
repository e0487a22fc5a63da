/** Finds the Teensy of a plan, and gets it into its boot loader. Whoever is not surely the one is left alone. */
import { FlashError } from '../errors.ts';
import { refuseOtherChip } from '../identity.ts';
import type { FlashPlan, FlashPorts, HidInfo, SerialPortInfo } from '../types.ts';
import { boardName, isHalfKay, isRunning, runningSerial, TEENSY_41_USAGE } from './identity.ts';

/** A line that is opened at this baud rate and closed asks running firmware for the boot loader. */
const LOADER_BAUD = 134;
/** What a system would otherwise go back to when the line is opened again: 134 once more, and the loader once more. */
const NORMAL_BAUD = 115_200;
/** Until the boot loader has to show up after it was asked for, in ms. */
const ENTER_MS = 10_000;
const LOOK_EVERY_MS = 100;

interface Found {
  readonly running: readonly SerialPortInfo[];
  readonly loaders: readonly HidInfo[];
}

/** The boot loader of the plan's board. @throws FlashError NO_BOARD, WRONG_BOARD, AMBIGUOUS_BOARD, LINE_BUSY, LINE_REFUSED */
export async function enterHalfKay(plan: FlashPlan, ports: FlashPorts): Promise<HidInfo> {
  const { running, loaders } = await findBoard(plan, ports);
  const [loader] = loaders;
  if (loader !== undefined) return theTeensy41(loader);
  const [port] = running;
  if (port === undefined) throw await noBoard(plan, ports);
  await refuseOtherChip(plan, ports);
  await askForLoader(port.path, ports);
  return waitForLoader(plan, ports);
}

/** One board at most, running or in its boot loader. */
async function findBoard(plan: FlashPlan, ports: FlashPorts): Promise<Found> {
  const serial = await ports.serial.list();
  const atLine = plan.serial === undefined ? undefined : serial.find((port) => port.path === plan.serial);
  if (atLine !== undefined && atLine.serialNumber !== plan.boardId) {
    const seen = atLine.serialNumber ?? 'one without a serial';
    throw new FlashError('WRONG_BOARD', `expected board ${plan.boardId} at ${plan.serial}, seen ${seen}`);
  }
  const running = serial.filter((port) => isRunning(port) && port.serialNumber === plan.boardId);
  const loaders = await loadersOf(plan, ports);
  const count = running.length + loaders.length;
  if (count > 1) {
    const where = [...running, ...loaders].map(({ path }) => path).join(', ');
    throw new FlashError('AMBIGUOUS_BOARD', `expected one board of serial ${plan.boardId}, seen ${count}: ${where}`);
  }
  return { running, loaders };
}

async function loadersOf(plan: FlashPlan, ports: FlashPorts): Promise<readonly HidInfo[]> {
  const devices = (await ports.hid.list()).filter(isHalfKay);
  return devices.filter(({ serialNumber }) => runningSerial(serialNumber) === plan.boardId);
}

function theTeensy41(device: HidInfo): HidInfo {
  if (device.usage === TEENSY_41_USAGE) return device;
  throw new FlashError('WRONG_BOARD', `expected a Teensy 4.1, seen ${boardName(device)} at ${device.path}`);
}

async function noBoard(plan: FlashPlan, ports: FlashPorts): Promise<FlashError> {
  const running = (await ports.serial.list()).filter(isRunning).map(({ serialNumber }) => serialNumber ?? 'no serial');
  const loaders = (await ports.hid.list()).filter(isHalfKay);
  const others = [...running, ...loaders.map(({ serialNumber }) => runningSerial(serialNumber) ?? 'no serial')];
  const seen = others.length === 0 ? 'no Teensy' : `others: ${others.join(', ')}`;
  return new FlashError('NO_BOARD', `expected Teensy ${plan.boardId}, seen ${seen}`);
}

async function askForLoader(path: string, ports: FlashPorts): Promise<void> {
  const line = await ports.serial.open(path, NORMAL_BAUD);
  try {
    await line.setBaud(LOADER_BAUD);
    // The request stands. Put back while the line is still there; it may already be gone.
    await line.setBaud(NORMAL_BAUD).catch(() => {});
  } finally {
    await line.close().catch(() => {});
  }
}

/** A loader of another serial that shows up meanwhile is somebody else's board, and is not touched. */
async function waitForLoader(plan: FlashPlan, ports: FlashPorts): Promise<HidInfo> {
  const untilMs = ports.clock.nowMs() + ENTER_MS;
  for (;;) {
    const loaders = await loadersOf(plan, ports);
    if (loaders.length > 1) {
      throw new FlashError('AMBIGUOUS_BOARD', `expected one board of serial ${plan.boardId}, seen ${loaders.length}`);
    }
    const [loader] = loaders;
    if (loader !== undefined) return theTeensy41(loader);
    if (ports.clock.nowMs() >= untilMs) break;
    await ports.clock.sleep(LOOK_EVERY_MS);
  }
  const seen = (await noBoard(plan, ports)).message;
  const next = 'Nothing was written. Press the program button of the board and flash again.';
  throw new FlashError('NO_BOARD', `asked for the boot loader, ${seen} after ${ENTER_MS / 1000} s`, next);
}
