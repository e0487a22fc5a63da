/** Defects of a sound room, for the test of the check. */

/**
 * Each line: the problem that is seen, what is changed (a path), where it is seen (a file and a pointer into it), and the new
 * value; without one the member is removed.
 */
export const LINES = `
UNUSED_DEVICE controllers/0/devices/two room.yaml#/unused {"title":"Two","safetyClass":"NON_CRITICAL","units":{}}
USED_AFTER_ALL manifest/unused/board_bell room.yaml#/unused/board_bell "It is broken."
NO_READY ready/devices/board_frame ready.yaml#/devices
RESET_WAY ready/devices/board_bell/by ready.yaml#/devices/board_bell/by "staff"
DUPLICATE_PLANT physics/0/plants/estop_hall physics/board.yaml#/plants/estop_hall {"model":"lamp","pins":{"out":4}}
DUPLICATE_PROPERTY controllers/0/devices/bell/units/two controllers/board.yaml#/devices/bell/units/two {"driver":"contact","pins":{"in":9}}
DUPLICATE_PIN controllers/0/devices/lamp/units/relay/pins/out controllers/board.yaml#/devices/lamp/units/relay/pins/out 0
DUPLICATE_INPUT physics/0/plants/two physics/board.yaml#/plants/two/pins/out {"model":"button","pins":{"out":3}}
UNKNOWN_ZONE controllers/0/zone controllers/board.yaml#/zone "attic"
UNKNOWN_ZONE controllers/0/devices/lamp/zone controllers/board.yaml#/devices/lamp/zone "attic"
UNKNOWN_ZONE manifest/circuits/estop/buttons/hall/zone room.yaml#/circuits/estop/buttons/hall/zone "attic"
UNKNOWN_ZONE objectives/objectives/ring/zone objectives.yaml#/objectives/ring/zone "attic"
UNKNOWN_CONTROLLER physics/0/controller physics/brd.yaml#/controller "brd"
UNKNOWN_DEVICE graph/nodes/dark/device graph.yaml#/nodes/dark/device "board_lmp"
UNKNOWN_DEVICE rules/interlocks/calm/forbid/0/device rules.yaml#/interlocks/calm/forbid/0/device "x"
UNKNOWN_DEVICE rules/interlocks/calm/when/any/1/not/device rules.yaml#/interlocks/calm/when/any/1/not/device "x"
UNKNOWN_DEVICE physics/0/plants/glow/device physics/board.yaml#/plants/glow/device "x"
UNKNOWN_DRIVER controllers/0/devices/lamp/units/relay/driver controllers/board.yaml#/devices/lamp/units/relay/driver "rellay"
UNKNOWN_UNIT controllers/0/devices/lamp/operations/off/unit controllers/board.yaml#/devices/lamp/operations/off/unit "x"
UNKNOWN_UNIT controllers/0/devices/lamp/operations/off controllers/board.yaml#/devices/lamp/operations/off/units/1 {"units":["relay","bell.x"],"verb":"off"}
UNKNOWN_UNIT controllers/0/devices/lamp/operations/off controllers/board.yaml#/devices/lamp/operations/off/every {"every":"lock","verb":"off"}
NO_TARGET controllers/0/devices/lamp/operations/off controllers/board.yaml#/devices/lamp/operations/off {"verb":"off"}
NO_TARGET controllers/0/devices/lamp/operations/off/every controllers/board.yaml#/devices/lamp/operations/off "relay"
TARGET_TWICE controllers/0/devices/lamp/operations/off controllers/board.yaml#/devices/lamp/operations/off/units/1 {"units":["relay","lamp.relay"],"verb":"off"}
MIXED_DRIVERS controllers/0/devices/lamp/operations/off controllers/board.yaml#/devices/lamp/operations/off/units {"units":["relay","frame.strip"],"verb":"off"}
BAD_SELECT controllers/0/devices/lamp/operations/off controllers/board.yaml#/devices/lamp/operations/off/select {"units":["relay"],"verb":"off","select":"n","parameters":{"n":{"type":"integer","minimum":1,"maximum":2}}}
IMPOSSIBLE_LIMIT controllers/0/devices/lamp/units/relay/params/restMs controllers/board.yaml#/devices/lamp/units/relay/params/restMs 5
SUPPLY physics/0/plants/glow/supply physics/board.yaml#/plants/glow/supply "bell"
UNKNOWN_PLANT physics/0/plants/glow/supply physics/board.yaml#/plants/glow/supply "x"
UNKNOWN_ROLE controllers/0/devices/lamp/units/relay/pins/coil controllers/board.yaml#/devices/lamp/units/relay/pins/coil 7
UNKNOWN_ROLE physics/0/plants/glow/pins/coil physics/board.yaml#/plants/glow/pins/coil 2
MISSING_ROLE controllers/0/devices/lamp/units/relay/pins controllers/board.yaml#/devices/lamp/units/relay/pins {}
MISSING_ROLE physics/0/plants/glow/pins physics/board.yaml#/plants/glow/pins {}
UNKNOWN_PARAM controllers/0/devices/lamp/units/relay/params/speed controllers/board.yaml#/devices/lamp/units/relay/params/speed 1
PARAM_RANGE controllers/0/devices/lamp/units/relay/params/settleMs controllers/board.yaml#/devices/lamp/units/relay/params/settleMs -1
PARAM_RANGE physics/0/plants/bell/params/bounceMs physics/board.yaml#/plants/bell/params/bounceMs 900
UNKNOWN_VERB controllers/0/devices/lamp/operations/off/verb controllers/board.yaml#/devices/lamp/operations/off/verb "of"
UNKNOWN_ARGUMENT controllers/0/devices/lamp/operations/off/args controllers/board.yaml#/devices/lamp/operations/off/args/on {"on":1}
ARGUMENT_SOURCE controllers/0/devices/lamp/operations/set/args/on controllers/board.yaml#/devices/lamp/operations/set/args/on "$of"
UNUSED_PARAMETER controllers/0/devices/lamp/operations/off/parameters controllers/board.yaml#/devices/lamp/operations/off/parameters/x {"x":{"type":"boolean"}}
PARAMETER_RANGE controllers/0/devices/lamp/operations/pulse/parameters/duration_ms/maximum controllers/board.yaml#/devices/lamp/operations/pulse/parameters/duration_ms
PARAMETER_WORDS controllers/0/devices/frame/operations/mood/parameters/level/values controllers/board.yaml#/devices/frame/operations/mood/parameters/level
PARAMETER_DEFAULT controllers/0/devices/lamp/operations/pulse/parameters/duration_ms/default controllers/board.yaml#/devices/lamp/operations/pulse/parameters/duration_ms/default 5000
RESERVED_OPERATION controllers/0/devices/lamp/operations/noop controllers/board.yaml#/devices/lamp/operations/noop {"unit":"relay","verb":"off"}
UNKNOWN_OPERATION graph/nodes/dark/parameters/op graph.yaml#/nodes/dark/parameters/op "sett"
UNKNOWN_OPERATION controllers/0/devices/lamp/safe controllers/board.yaml#/devices/lamp/safe "of"
UNKNOWN_OPERATION rules/exclusive/one/1/op rules.yaml#/exclusive/one/1/op "shw"
OPERATION_PARAMETERS graph/nodes/dark/parameters/on graph.yaml#/nodes/dark/parameters/on 1
OPERATION_PARAMETERS graph/nodes/dark/parameters/on graph.yaml#/nodes/dark/parameters
OPERATION_PARAMETERS graph/nodes/shine/parameters/color graph.yaml#/nodes/shine/parameters/color "pink"
NEEDS_PARAMETERS controllers/0/devices/lamp/safe controllers/board.yaml#/devices/lamp/safe "set"
NEEDS_PARAMETERS rules/interlocks/calm/force/0/op rules.yaml#/interlocks/calm/force/0/op "set"
NO_SAFE_OPERATION controllers/0/devices/lamp/safe controllers/board.yaml#/devices/lamp
UNSUPPORTED_ACTION graph/nodes/dark/action graph.yaml#/nodes/dark/action "OPEN"
RESERVED_LAYER graph/nodes/dark/layer graph.yaml#/nodes/dark/layer "safety"
LOWER_SAFETY_CLASS graph/nodes/dark/safetyClass graph.yaml#/nodes/dark/safetyClass "NON_CRITICAL"
UNKNOWN_NODE graph/nodes/both/next graph.yaml#/nodes/both/next "agan"
UNKNOWN_NODE graph/start/0 graph.yaml#/start/0 "x"
UNKNOWN_NODE objectives/objectives/ring/solvedAt objectives.yaml#/objectives/ring/solvedAt "x"
UNREACHABLE_NODE graph/nodes/lost graph.yaml#/nodes/lost {"kind":"NOOP"}
NO_END graph/nodes/fork/cases/0/next graph.yaml#/start "again"
JOIN_INPUTS graph/nodes/shine/next graph.yaml#/nodes/both "again"
JOIN_INPUTS graph/nodes/both/need graph.yaml#/nodes/both 3
INSTANT_LOOP graph/nodes/fork/next graph.yaml#/nodes/fork "fork"
UNKNOWN_GROUP graph/nodes/dark/group graph.yaml#/nodes/dark/group "both"
GROUP_START graph/nodes/ready/start graph.yaml#/nodes/ready/start []
GROUP_START graph/nodes/dark/group graph.yaml#/nodes/ready/start
GROUP_EDGE graph/nodes/dark/next graph.yaml#/nodes/dark "ring"
GROUP_EDGE graph/start graph.yaml#/start/1 ["ready","dark"]
UNKNOWN_PROPERTY graph/nodes/ring/pointer graph.yaml#/nodes/ring/pointer "/presed"
UNKNOWN_PROPERTY graph/nodes/again/condition/property graph.yaml#/nodes/again/condition/property "active"
UNKNOWN_PROPERTY controllers/0/devices/bell/units/contact/publish/x controllers/board.yaml#/devices/bell/units/contact/publish/x "y"
PROPERTY_TYPE graph/nodes/fork/cases/0/when graph.yaml#/nodes/fork/cases/0/when/equals {"device":"board_frame","property":"color","equals":"red"}
PROPERTY_TYPE graph/nodes/ring/equals graph.yaml#/nodes/ring/equals "yes"
PROPERTY_TYPE graph/nodes/fork/cases/0/when/equals graph.yaml#/nodes/fork/cases/0/when/equals "water"
PROPERTY_TYPE graph/nodes/again/condition/property graph.yaml#/nodes/again/condition/property "pressed"
PROPERTY_TYPE players/solver/rules/ring/until/0/equals players/solver.yaml#/rules/ring/until/0/equals 1
UNKNOWN_OBJECTIVE rules/interlocks/calm/when/any/0/objective rules.yaml#/interlocks/calm/when/any/0/objective "x"
EMPTY_RULE rules/interlocks/calm rules.yaml#/interlocks/calm {"title":"Calm","when":{"objective":"ring","solved":true}}
UNKNOWN_PLANT physics/0/plants/bell/blockedBy/0 physics/board.yaml#/plants/bell/blockedBy/0 "x"
UNKNOWN_PLANT manifest/circuits/egress/buttons/hall/releases/0 room.yaml#/circuits/egress/buttons/hall/releases/0 "x"
UNKNOWN_PLANT players/solver/rules/ring/do/0/plant players/solver.yaml#/rules/ring/do/0/plant "x"
UNKNOWN_MODEL physics/0/plants/glow/model physics/board.yaml#/plants/glow/model "lmp"
UNWIRED_PIN physics/0/plants/glow/pins/out physics/board.yaml#/plants/glow/pins/out 50
PIN_SIGNAL physics/0/plants/glow/pins/out physics/board.yaml#/plants/glow/pins/out 4
UNKNOWN_PROP_ACTION players/solver/rules/ring/do/0/action players/solver.yaml#/rules/ring/do/0/action "pull"
PROP_ACTION_VALUE players/solver/rules/ring/do/0/value players/solver.yaml#/rules/ring/do/0/value 5
UNKNOWN_TRUTH players/solver/rules/ring/when/0/value players/solver.yaml#/rules/ring/when/0/value "lvl"
EMPTY_OBSERVATION players/solver/rules/ring/when/0 players/solver.yaml#/rules/ring/when/0 {"plant":"glow","value":"level"}
`;
