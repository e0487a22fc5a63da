// The registry: one line a driver.
#include "core/driver.h"

#define UNDERSTUDY_DRIVERS(each) \
  each(relay, RELAY) each(lock, LOCK) each(motor, MOTOR)

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
    default: break;
  }
  static constexpr Driver inert{[](Unit&) {},
                                [](Unit&, SafeCause) {},
                                [](const Unit&, u8, const i32*) { return Reason::NONE; },
                                [](Unit& u, u8, const i32*) { complete(u); },
                                [](Unit&) {},
                                [](const Unit&, u8) { return 0; },
                                [](const Unit&) { return false; },
                                [](const Unit&) { return false; }};
  return inert;
}

}  // namespace fw
