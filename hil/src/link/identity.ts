/** Whether the board at the other end is the one that was expected. Asked before any test: a mismatch is never a verdict. */
import { CONTRACT_HASH } from '@understudy/contract';
import { LinkError } from './errors.ts';
import type { Hello, Role } from './hello.ts';
import { LINK_HASH } from './messages.ts';

/** What this host was built with; others for tests. */
export interface Expected {
  readonly linkHash: string;
  readonly contractHash: string;
}
const OWN: Expected = { linkHash: LINK_HASH, contractHash: CONTRACT_HASH };

/**
 * The link first: with another one nothing else that the board says can be trusted.
 * @throws LinkError LINK_HASH_MISMATCH, WRONG_ROLE, CONTRACT_HASH_MISMATCH
 */
export function expectBoard(hello: Hello, role: Role, expected: Expected = OWN): void {
  const { board, chipSerial } = hello;
  const who = `${board} ${chipSerial}`.trim();
  const refuse = (code: LinkError['code'], what: string, wanted: string, seen: string): never => {
    throw new LinkError(code, `${who}: expected ${what} ${wanted}, seen ${seen === '' ? 'none' : seen}`);
  };
  if (hello.linkHash !== expected.linkHash) {
    refuse('LINK_HASH_MISMATCH', 'link', expected.linkHash, hello.linkHash);
  }
  if (hello.role !== role) refuse('WRONG_ROLE', 'role', role, hello.role);
  if (hello.contractHash !== expected.contractHash) {
    refuse('CONTRACT_HASH_MISMATCH', 'contract', expected.contractHash, hello.contractHash);
  }
}
