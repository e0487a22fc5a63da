/** The list of generated files, and the comparison with what is on disk. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ASYNCAPI_PATH, asyncApi } from './asyncapi.ts';
import { BENCH_CODES_PATH, benchCodesPage } from './bench-codes.ts';
import { CONTRACT_PAGE_PATH, contractPage } from './contract-page.ts';
import { CPP_HEADER_PATH, cppHeader } from './cpp-header.ts';
import {
  LINK_HEADER_PATH,
  LINK_MESSAGES_PATH,
  LINK_RECORDS_PATH,
  linkHeader,
  linkMessages,
  linkRecords,
} from './link-messages.ts';
import { packageGraph } from './package-graph.ts';
import { roomSchemas } from './room-schemas.ts';

export interface Artefact {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What comes from the contract and the link's schema alone. */
export function contractArtefacts(): readonly Artefact[] {
  return [
    { path: ASYNCAPI_PATH, text: asyncApi() },
    { path: CONTRACT_PAGE_PATH, text: contractPage() },
    { path: CPP_HEADER_PATH, text: cppHeader() },
    { path: LINK_HEADER_PATH, text: linkHeader() },
    { path: LINK_MESSAGES_PATH, text: linkMessages() },
    { path: LINK_RECORDS_PATH, text: linkRecords() },
    ...roomSchemas().map(([path, text]) => ({ path, text })),
  ];
}

/** Everything: also what is drawn from the code of all packages, which takes seconds. */
export function artefacts(): readonly Artefact[] {
  return [
    ...contractArtefacts(),
    { path: BENCH_CODES_PATH, text: benchCodesPage() },
    { path: 'docs/package-graph.md', text: packageGraph() },
  ];
}

/** Paths of the files that are missing or differ. */
export function drifted(files: readonly Artefact[]): readonly string[] {
  return files.filter(({ path, text }) => readOrNothing(path) !== text).map(({ path }) => path);
}

/** Writes the files, and their folders where they are missing. */
export function write(files: readonly Artefact[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return undefined;
  }
}
