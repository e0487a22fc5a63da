/** The planted defects, as the simulator's own test data: read from their folder, and no part of any package. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../paths.ts';

export type Place = 'engine' | 'firmware' | 'network' | 'world' | 'room';

export interface TextPatch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** As in `scenarios/defects/defect.ts`, where each member is explained. */
export interface Defect {
  readonly id: string;
  readonly where: Place;
  readonly title: string;
  readonly patches: readonly TextPatch[];
  readonly expected: number;
  readonly faults?: readonly string[];
  readonly games: number;
}

export interface PlantedDefects {
  readonly DEFECTS: readonly Defect[];
  /** Caught in the first game, or nothing that the command says is to be believed. */
  readonly CANARY: Defect;
}

export async function loadDefects(): Promise<PlantedDefects> {
  return (await import(pathToFileURL(join(ROOT, 'scenarios', 'defects', 'index.ts')).href)) as PlantedDefects;
}
