/** The one board that `hil flash` means, and how it is asked who it is. */
import {
  Board,
  ConfigurationError,
  type FlashIdentity,
  type FlashPlatform,
  identifyEmulated,
  type MapEntry,
  openLine,
  plugInEmulated,
  RigError,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { readMap } from './hardware-map.ts';
import type { BenchHome } from './home.ts';

export interface FlashTarget {
  readonly platform: FlashPlatform;
  readonly boardId: string;
  readonly role: MapEntry['role'];
  /** As HELLO says it; absent where the map does not know it. */
  readonly chipSerial?: string;
  readonly serial?: string;
  readonly emulated: boolean;
  /** HELLO of the board as it runs now. */
  identify(): Promise<FlashIdentity>;
}

export interface FlashChoice {
  readonly map?: string;
  readonly board?: string;
  readonly controller?: string;
}

/** Of the board that is made where there is no map. */
const EMULATED_ID = 'emulated-m7';
/** Any but the session's before, which was another process's or none. */
const NONCE = 0x464c4153;

/** @throws Failure NO_MAP, WHICH_BOARD, NOT_FLASHED; ConfigurationError NO_SUCH_BOARD; RigError BOARD_ABSENT */
export function flashTarget(choice: FlashChoice, home: BenchHome): FlashTarget {
  if (choice.map === undefined) {
    if (choice.controller !== undefined) {
      throw new Failure('NO_MAP', 'expected --map beside --controller: a map says which board it is', EXIT.usage);
    }
    return emulated(choice.board ?? EMULATED_ID, home);
  }
  const entry = entryOf(readMap(choice.map), choice, choice.map);
  if (entry.runner === 'emulator' && entry.platform === 'qemu-m7') return emulated(entry.id, home);
  if (entry.runner === 'none' || entry.platform === 'wasm') {
    const seen = `platform ${entry.platform}, runner ${entry.runner}`;
    throw new Failure('NOT_FLASHED', `expected a board that keeps an image, seen ${entry.id}: ${seen}`, EXIT.usage);
  }
  return {
    platform: entry.platform,
    boardId: entry.id,
    role: entry.role,
    // The serial of a Teensy is its chip's; that of an ESP32's bridge is not.
    ...(entry.platform === 'teensy41' && { chipSerial: entry.id }),
    ...(entry.platform === 'esp32' && entry.mac !== undefined && { chipSerial: entry.mac }),
    ...(entry.serial !== null && { serial: entry.serial }),
    emulated: false,
    identify: () => helloOf(entry),
  };
}

/** Any connected board by its id; a DUT by its controller; the only DUT there is. */
function entryOf(entries: readonly MapEntry[], { board, controller }: FlashChoice, map: string): MapEntry {
  const wanted = board ?? controller ?? 'a DUT';
  const known = entries.filter((entry) => {
    if (board !== undefined) return entry.id === board;
    return entry.role === 'dut' && (controller === undefined || entry.controller === controller);
  });
  const names = (some: readonly MapEntry[]): string => some.map(({ id }) => id).join(', ') || 'none';
  if (known.length === 0) {
    throw new ConfigurationError('NO_SUCH_BOARD', `expected ${wanted} in ${map}, seen ${names(entries)}`);
  }
  const here = known.filter(({ connected }) => connected);
  const [entry] = here;
  if (entry === undefined) {
    throw new RigError('BOARD_ABSENT', `expected ${names(known)} plugged in, seen none of them`);
  }
  if (here.length > 1) {
    throw new Failure('WHICH_BOARD', `expected one board, seen ${names(here)}: say --board`, EXIT.usage);
  }
  return entry;
}

function emulated(boardId: string, home: BenchHome): FlashTarget {
  // The chip of an emulator has no serial but the one that its folder gives it.
  plugInEmulated(home.boards, { id: boardId, chipSerial: boardId });
  const identify = (): Promise<FlashIdentity> => identifyEmulated(home.boards, boardId);
  return { platform: 'qemu-m7', boardId, role: 'dut', chipSerial: boardId, emulated: true, identify };
}

async function helloOf({ id, serial, baud }: MapEntry): Promise<FlashIdentity> {
  if (serial === null) throw new RigError('BOARD_ABSENT', `expected a line of ${id}, seen none`);
  const line = await openLine(serial, baud);
  const board = new Board(line, NONCE);
  try {
    const { chipSerial, buildHash } = await board.hello;
    return { chipSerial, buildHash };
  } finally {
    board.close();
    await line.close();
  }
}
