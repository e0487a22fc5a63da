/** The game graph by chapters: each laid out once, lit as the game goes. */
import '@xyflow/react/dist/base.css';
import {
  Background,
  Controls,
  type Edge as FlowEdge,
  type Node as FlowNode,
  getViewportForBounds,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { type ReactElement, useEffect, useMemo } from 'react';
import { prefersStillness } from '../app/stillness.ts';
import { useLive } from '../live/store.ts';
import { GraphBar } from './graph-bar.tsx';
import { chaptersAtPlay, chaptersOf, nodesAtPlay } from './graph-chapters.ts';
import { boundsOf, type GraphLayout, GraphPlanner, NODE_HEIGHT, NODE_WIDTH } from './graph-layout.ts';
import { ChapterHeading, type ChapterHeadingData, GraphNode, type GraphNodeData } from './graph-node.tsx';
import { AT_PLAY, useGraphLook, WHOLE } from './graph-store.ts';

const NODE_TYPES = { game: GraphNode, heading: ChapterHeading };
/** Zoom while following: never so far out that titles cannot be read. */
const LEAST_ZOOM = 0.65;
const MOST_ZOOM = 0.95;
/** How far out a person can go: all chapters fit. */
const FARTHEST_ZOOM = 0.04;
/** Part of the pane round what is brought into view. */
const PADDING = 0.1;

export function Graph(): ReactElement {
  const room = useLive((state) => state.room);
  const planner = useMemo(
    () =>
      room === undefined ? undefined : new GraphPlanner(room.graph, chaptersOf(room.graph, room.objectives.objectives)),
    [room],
  );
  if (planner === undefined) return <p className="empty">The graph comes with the room.</p>;
  return <Chaptered planner={planner} />;
}

function Chaptered({ planner }: { readonly planner: GraphPlanner }): ReactElement {
  const shown = useShown(planner);
  const placed = useMemo(() => planner.layout(shown), [planner, shown]);
  return (
    <div className="graph">
      <GraphBar planner={planner} shown={shown} />
      <div className="graph-canvas">
        <ReactFlowProvider>
          <Drawing placed={placed} />
        </ReactFlowProvider>
      </div>
    </div>
  );
}

/** Places of the chapters to draw; the same list until they change. */
function useShown({ chapters }: GraphPlanner): readonly number[] {
  const choice = useGraphLook((state) => state.choice);
  const key = useLive(({ view }) => {
    const { all } = chapters;
    if (choice === WHOLE) return all.map((_, at) => at).join(' ');
    const chosen = choice === AT_PLAY ? -1 : all.findIndex(({ id }) => id === choice);
    return chosen >= 0 ? String(chosen) : chaptersAtPlay(chapters, view.node, view.objective).join(' ');
  });
  return useMemo(() => key.split(' ').map(Number), [key]);
}

function Drawing({ placed }: { readonly placed: GraphLayout }): ReactElement {
  const views = useLive((state) => state.view.node);
  const nodes = useMemo(() => flowNodes(placed), [placed]);
  const walked = placed.edges
    .map(({ from }) => (views[from]?.state === 'done' || views[from]?.state === 'skipped' ? '1' : '0'))
    .join('');
  const edges = useMemo(
    () =>
      placed.edges.map(
        ({ id, from, to }, index): FlowEdge => ({
          id,
          source: from,
          target: to,
          className: walked[index] === '1' ? 'walked' : '',
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: 'var(--edge)' },
        }),
      ),
    [placed, walked],
  );
  useFollow(placed);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      minZoom={FARTHEST_ZOOM}
      maxZoom={1.6}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      onlyRenderVisibleElements
      zoomOnScroll
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={22} size={1} color="var(--grid)" />
      <Controls showInteractive={false} orientation="horizontal" />
    </ReactFlow>
  );
}

function flowNodes({ nodes, headings }: GraphLayout): FlowNode<GraphNodeData | ChapterHeadingData>[] {
  return [
    ...headings.map(({ id, title, x, y }) => ({
      id,
      type: 'heading',
      position: { x, y },
      data: { title },
      width: NODE_WIDTH * 3,
      height: 28,
      focusable: false,
      selectable: false,
    })),
    ...nodes.map(({ id, kind, title, onward, x, y }) => ({
      id,
      type: 'game',
      position: { x, y },
      data: { kind, title, onward },
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      ariaLabel: `${title}, ${kind.toLowerCase().replaceAll('_', ' ')}`,
    })),
  ];
}

/** Brings into view what was asked for, else, while the game is followed, where it is. */
function useFollow(placed: GraphLayout): void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const choice = useGraphLook((state) => state.choice);
  const sought = useGraphLook((state) => state.sought);
  // Nodes that go on by themselves for long come last; a change of the first ones moves the view.
  const at = useLive((state) => (choice === AT_PLAY ? nodesAtPlay(state.view.node).join(' ') : ''));
  useEffect(() => {
    if (width === 0 || height === 0) return;
    const room = { width: (width * (1 - PADDING)) / LEAST_ZOOM, height: (height * (1 - PADDING)) / LEAST_ZOOM };
    const bounds = boundsOf(placed, sought === undefined ? at.split(' ') : [sought.id], room);
    const viewport = getViewportForBounds(bounds, width, height, LEAST_ZOOM, MOST_ZOOM, PADDING);
    void flow.setViewport(viewport, { duration: prefersStillness() ? 0 : 350 });
  }, [at, sought, flow, placed, width, height]);
}
