/**
 * Everything that a run of a room can reach, as numbered names. Made once a room: while a game runs, reaching something is
 * setting one byte, and no text is put together.
 */
import { LAYERS, type Room } from '@understudy/contract';
import { COMMAND_STATUSES, type SafetyGuard, safetyGuards } from '@understudy/core';
import { FAULTS } from '../faults/catalogue.ts';
import { type GraphEdges, graphEdges } from './graph-edges.ts';
import { guardNames, isPossible } from './guard-names.ts';
import { SOMETIMES_STATES } from './sometimes.ts';

export const COVERAGE_CATEGORIES = ['node', 'edge', 'pair', 'matrix', 'arbitration', 'guard', 'sometimes'] as const;
export type CoverageCategory = (typeof COVERAGE_CATEGORIES)[number];

export interface CoverageMap {
  readonly room: Room;
  readonly graph: GraphEdges;
  readonly guards: readonly SafetyGuard[];
  /** Names of faults and of sometimes-states, each with its place in its category. */
  readonly faultAt: ReadonlyMap<string, number>;
  readonly sometimesAt: ReadonlyMap<string, number>;
  /** Number of a pair of edges, by first * edges + second. */
  readonly pairAt: ReadonlyMap<number, number>;
  /** Number of the first name of each category, and of each guard. */
  readonly base: Readonly<Record<CoverageCategory, number>>;
  readonly guardBase: readonly number[];
  /** `category:name`, by number. */
  readonly names: readonly string[];
  /** Numbers in the order of their names. */
  readonly sorted: readonly number[];
  /** Numbers of what cannot be: named all the same, so that it is seen if it happens. */
  readonly impossible: ReadonlySet<number>;
}

/** @throws EngineError ROOM_REFERENCE or ROOM_INVALID for a room that cannot run */
export function coverageMap(room: Room): CoverageMap {
  const graph = graphEdges(room);
  const guards = safetyGuards(room);
  const faults = [...FAULTS.keys()];
  const sometimes = Object.keys(SOMETIMES_STATES);
  const { nodes, edges, pairs } = graph;
  const node = (number: number): string => nodes[number] ?? '';
  const ends = (edge: number): readonly [number, number] => edges[edge] ?? [-1, -1];
  const parts: Record<CoverageCategory, readonly string[]> = {
    node: nodes,
    edge: edges.map(([from, to]) => `${node(from)}>>${node(to)}`),
    pair: pairs.map(([first, second]) => [...ends(first), ends(second)[1]].map(node).join('>>')),
    matrix: COMMAND_STATUSES.flatMap((status) => faults.map((fault) => `${status}x${fault}`)),
    arbitration: LAYERS.flatMap((winner) => LAYERS.map((loser) => `${winner}>>${loser}`)),
    guard: guards.flatMap(guardNames),
    sometimes,
  };
  const names: string[] = [];
  const base = {} as Record<CoverageCategory, number>;
  for (const category of COVERAGE_CATEGORIES) {
    base[category] = names.length;
    for (const name of parts[category]) names.push(`${category}:${name}`);
  }
  const { guardBase, impossible } = placeGuards(guards, base);
  return {
    room,
    graph,
    guards,
    faultAt: places(faults),
    sometimesAt: places(sometimes),
    pairAt: new Map(pairs.map(([first, second], pair) => [first * edges.length + second, pair])),
    base,
    guardBase,
    names,
    sorted: names.map((_, number) => number).sort((one, other) => compare(names[one] ?? '', names[other] ?? '')),
    impossible,
  };
}

/** A layer wins only from a weaker one. */
function placeGuards(
  guards: readonly SafetyGuard[],
  base: Readonly<Record<CoverageCategory, number>>,
): Pick<CoverageMap, 'guardBase' | 'impossible'> {
  const impossible = new Set<number>();
  LAYERS.forEach((_, winner) => {
    for (let loser = 0; loser <= winner; loser += 1) impossible.add(base.arbitration + winner * LAYERS.length + loser);
  });
  const guardBase: number[] = [];
  let next = base.guard;
  for (const guard of guards) {
    guardBase.push(next);
    const count = guardNames(guard).length;
    for (let place = 0; place < count; place += 1) if (!isPossible(guard, place)) impossible.add(next + place);
    next += count;
  }
  return { guardBase, impossible };
}

function places(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}

/** By code units, as everywhere in reports: not by the language of the machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
