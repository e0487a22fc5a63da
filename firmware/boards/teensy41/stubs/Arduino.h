// The part of the Teensy core that this board uses.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <new>

#define DMAMEM
constexpr uint8_t LOW = 0, HIGH = 1;
constexpr uint8_t INPUT = 0, OUTPUT = 1, INPUT_PULLUP = 2, INPUT_PULLDOWN = 3;
constexpr int CHANGE = 4;
extern volatile uint32_t F_CPU_ACTUAL;

void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t value);
void digitalWriteFast(uint8_t pin, uint8_t value);
uint8_t digitalRead(uint8_t pin);
uint8_t digitalReadFast(uint8_t pin);
int analogRead(uint8_t pin);
void analogReadResolution(unsigned int bits);
void analogWrite(uint8_t pin, int value);
uint32_t analogWriteResolution(uint32_t bits);
void analogWriteFrequency(uint8_t pin, float frequency);
uint32_t millis();
uint32_t micros();
void attachInterrupt(uint8_t pin, void (*function)(), int mode);
void noInterrupts();
void interrupts();

class Stream {
 public:
  int available();
  int read();
  int availableForWrite();
  size_t write(uint8_t byte);
};
class usb_serial_class : public Stream {
 public:
  void begin(long baud);
};
class HardwareSerial : public Stream {
 public:
  void begin(uint32_t baud, uint16_t format = 0);
};
extern usb_serial_class Serial;
extern HardwareSerial Serial1, Serial2, Serial3, Serial4, Serial5, Serial6, Serial7, Serial8;

class IPAddress {
 public:
  IPAddress(uint8_t a, uint8_t b, uint8_t c, uint8_t d);
};

// imxrt.h
extern volatile uint32_t HW_OCOTP_MAC0;
extern volatile uint32_t SRC_SRSR, CCM_CCGR3, SCB_AIRCR;
extern volatile uint16_t WDOG1_WCR, WDOG1_WSR;
constexpr uint32_t CCM_CCGR3_WDOG1(uint32_t n) { return (n & 3) << 16; }

void setup();
void loop();
