// The registry: one line a driver.
#include "core/driver.h"

#define UNDERSTUDY_DRIVERS(each) \
  each(relay, RELAY) each(lock, LOCK) each(motor, MOTOR) each(actuator, ACTUATOR) each(gauge, GAUGE) each(axis, AXIS) \
  each(strip, STRIP) each(dimmer, DIMMER) each(threshold, THRESHOLD) each(contact, CONTACT) each(encoder, ENCODER) \
  each(ir, IR) each(color, COLOR) each(analog, ANALOG) each(controller, CONTROLLER) each(servo, SERVO) \
  each(rotor, ROTOR) each(rfid, RFID) each(band, BAND) each(selector, SELECTOR) each(pair, PAIR) each(dmx_fog, DMX_FOG) \
  each(pixels, PIXELS)

#define DECLARE(name, code) \
  namespace fw::name##_driver { extern const Driver DRIVER; }
UNDERSTUDY_DRIVERS(DECLARE)
#undef DECLARE

namespace fw {

const Driver& driver_of(const Unit& unit) {
  switch (unit.driver) {
#define CASE(name, code) \
  case DriverCode::code: return name##_driver::DRIVER;
    UNDERSTUDY_DRIVERS(CASE)
#undef CASE
  }
  __builtin_unreachable();  // the table holds only codes of the contract
}

}  // namespace fw
