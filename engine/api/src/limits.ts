/** Every bound of the API, each with its reason. */
export const API_LIMITS = {
  /** A request's body in bytes: the largest operator request is a DISPATCH whose command must fit 2,048 bytes. */
  bodyBytes: 4096,
  /** Shortest time between two deltas: 20 a second is as smooth as a panel needs and caps the work of a busy room. */
  deltaIntervalMs: 50,
  /** Viewers at once: one machine in front of a room, some tabs, some tools. */
  liveClients: 32,
  /** Bytes waiting in a viewer's socket above which it gets no more deltas, but a fresh snapshot when it has caught up. */
  clientBufferBytes: 1_048_576,
  /** A viewer that takes nothing for this long is disconnected. */
  clientStallMs: 30_000,
  /** What a viewer may send in one frame: viewers have nothing to say here. */
  clientFrameBytes: 1024,
  /** Length of an operator's name. */
  operatorNameCharacters: 40,
  /** Slowest and fastest speed factor of the twin. */
  speedMin: 0.1,
  speedMax: 100,
} as const;
