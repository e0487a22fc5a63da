/** What a person asks of the engine: the body of `POST /api/operator` (the API checks it against its own schema). */
export type OperatorRequest =
  | {
      readonly action:
        | 'START_GRAPH'
        | 'STOP_GRAPH'
        | 'PAUSE_DISPATCH'
        | 'RESUME_DISPATCH'
        | 'PAUSE_TIMER'
        | 'RESUME_TIMER'
        | 'ESTOP'
        | 'REQUEST_SAFETY_RESET';
    }
  | { readonly action: 'CONFIRM_SAFETY_RESET'; readonly token: string }
  | { readonly action: 'PAUSE_NODE' | 'RESUME_NODE' | 'SKIP_NODE'; readonly node: string }
  | { readonly action: 'HINT' | 'SKIP_OBJECTIVE'; readonly objective: string }
  | { readonly action: 'RELEASE'; readonly device: string };
