// The connection to the broker as the firmware's task sees it: no call here waits, they copy and look. What may wait is done by a
// task of its own.
#pragma once
#include "client.h"

namespace board {

void broker_start(fw::Text client_id);
// Begins to connect. False while the connection before is still being taken down: ask again.
bool broker_open();
// Whatever of this connection has not gone out by now never does.
void broker_close();
// Whether the connection is over or was never made: close it. What is handed over then is dropped.
bool broker_lost();
// The next that has come; false when nothing has.
bool broker_take(Incoming& into);
// They go out in the order of the calls; without room the connection is lost. Each filter ends with a NUL.
void broker_subscribe(fw::Text filters);
void broker_publish(fw::Text topic, fw::Text payload, bool qos1, bool retained);

}  // namespace board
