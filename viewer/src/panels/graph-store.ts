/** Which part of the game graph a person looks at: chapters, words that are searched for, a node that was asked for. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { recall, remember } from '../app/memory.ts';

/** Choices besides the id of a chapter. */
export const AT_PLAY = 'at play';
export const WHOLE = 'whole';

export interface GraphLook {
  /** `AT_PLAY`, `WHOLE` or a chapter's id. */
  readonly choice: string;
  readonly query: string;
  /** The node that was asked for; a new object each time, also for the same node. */
  readonly sought: { readonly id: string } | undefined;
}

export const graphLook = createStore<GraphLook>(() => ({
  choice: recall('graph.choice', AT_PLAY),
  query: '',
  sought: undefined,
}));

/** Selects from it inside a component. */
export function useGraphLook<T>(select: (state: GraphLook) => T): T {
  return useStore(graphLook, select);
}

/** Shows a chapter, the chapters at play, or the whole graph. */
export function chooseChapter(choice: string): void {
  remember('graph.choice', choice);
  graphLook.setState({ choice, sought: undefined });
}

/** Brings a node into view; `chapter` is drawn where it is not drawn now. */
export function seekNode(id: string, chapter: string, drawn: boolean): void {
  graphLook.setState(drawn ? { sought: { id } } : { sought: { id }, choice: chapter });
}
