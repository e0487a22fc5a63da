/** Configuration drift: what a board says of itself against what its room expects. */

/** What a room expects of one controller. */
export interface ExpectedConfiguration {
  /** `<room>/<controller>`, for the message. */
  readonly controller: string;
  readonly buildHash: string;
  readonly contractHash: string;
  /** Of the compiled table; absent where the map does not know it. */
  readonly tableHash?: string;
}

/** What a board says in HELLO. */
export interface SeenConfiguration {
  readonly buildHash: string;
  readonly contractHash: string;
  /** Absent: this board does not say. */
  readonly tableHash?: string;
}

export interface DriftFinding {
  readonly code: 'DRIFT';
  readonly what: 'build' | 'contract' | 'table';
  readonly expected: string;
  readonly seen: string;
  readonly message: string;
  readonly next: string;
}

const NEXT = {
  build: 'Flash the firmware of the room, or update the room to this build.',
  contract: 'Firmware and room speak different contracts: flash the firmware of the room before any test.',
  table: 'Hand the controller its table again.',
} as const;

/** Findings in the order build, contract, table; none: the board is what the room expects. */
export function findDrift(expected: ExpectedConfiguration, seen: SeenConfiguration): readonly DriftFinding[] {
  const pairs = [
    ['build', expected.buildHash, seen.buildHash],
    ['contract', expected.contractHash, seen.contractHash],
    ['table', expected.tableHash, seen.tableHash],
  ] as const;
  return pairs.flatMap(([what, wanted, found]) => {
    // A table hash that one side does not tell is no finding: nothing was compared.
    if (wanted === undefined || found === undefined || wanted === found) return [];
    const message = `${expected.controller}: expected ${what} ${wanted}, seen ${found}`;
    return [{ code: 'DRIFT', what, expected: wanted, seen: found, message, next: NEXT[what] } as const];
  });
}
