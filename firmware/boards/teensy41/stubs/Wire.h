#pragma once
#include <stddef.h>
#include <stdint.h>
class TwoWire {
 public:
  void begin();
  void setClock(uint32_t frequency);
  void beginTransmission(uint8_t address);
  size_t write(uint8_t byte);
  uint8_t endTransmission();
  uint8_t requestFrom(uint8_t address, uint8_t bytes);
  int read();
};
extern TwoWire Wire;
