/** The question before the first byte: is the board that runs there the one of the plan? And the proof after the last. */
import { NO_SERIAL, sameChip } from '../map/identity.ts';
import { FlashError } from './errors.ts';
import type { FlashPlan, FlashPorts, FlashProof, Identity } from './types.ts';

/** Until a board has to say HELLO after its reboot, in ms. */
const HELLO_MS = 10_000;
const ASK_EVERY_MS = 250;

/**
 * Asks the running firmware who it is, where the plan knows the chip. A board without working firmware answers nothing and
 * is not refused for it: it is the boot loader that must then say who it is.
 * @throws FlashError WRONG_BOARD
 */
export async function refuseOtherChip(plan: FlashPlan, ports: FlashPorts): Promise<void> {
  if (plan.chipSerial === undefined) return;
  const seen = await ports.identify().catch(() => undefined);
  if (seen === undefined || !isOtherChip(seen, plan.chipSerial)) return;
  throw new FlashError('WRONG_BOARD', `expected chip ${plan.chipSerial}, seen ${seen.chipSerial} in HELLO`);
}

/** A chip without a serial contradicts nothing. */
function isOtherChip({ chipSerial }: Identity, expected: string): boolean {
  return !NO_SERIAL.includes(chipSerial) && !sameChip(chipSerial, expected);
}

/** HELLO after the reboot. @throws FlashError NO_PROOF, OLD_FIRMWARE */
export async function prove(plan: FlashPlan, ports: FlashPorts): Promise<FlashProof> {
  const seen = await hello(plan, ports);
  if (plan.chipSerial !== undefined && isOtherChip(seen, plan.chipSerial)) {
    throw new FlashError('NO_PROOF', `expected HELLO of chip ${plan.chipSerial}, seen one of ${seen.chipSerial}`);
  }
  const { buildHash } = plan.firmware.manifest;
  if (seen.buildHash !== buildHash) {
    throw new FlashError('OLD_FIRMWARE', `expected build ${buildHash} in HELLO, seen ${seen.buildHash}`);
  }
  return seen;
}

async function hello(plan: FlashPlan, ports: FlashPorts): Promise<Identity> {
  const untilMs = ports.clock.nowMs() + HELLO_MS;
  for (;;) {
    try {
      return await ports.identify();
    } catch (error) {
      if (ports.clock.nowMs() >= untilMs) {
        const why = error instanceof Error ? error.message : String(error);
        throw new FlashError('NO_PROOF', `expected HELLO of ${plan.boardId} within ${HELLO_MS / 1000} s, seen ${why}`);
      }
    }
    await ports.clock.sleep(ASK_EVERY_MS);
  }
}
