#pragma once
#include <freertos/FreeRTOS.h>
using TaskHandle_t = struct tskTaskControlBlock*;
using TaskFunction_t = void (*)(void*);
enum eNotifyAction {
  eNoAction = 0,
  eSetBits = 1,
  eIncrement = 2,
};
extern "C" {
void vTaskDelay(TickType_t ticks);
void vTaskPrioritySet(TaskHandle_t task, UBaseType_t priority);
BaseType_t xTaskCreate(TaskFunction_t function, const char* name, uint32_t stack_bytes, void* context, UBaseType_t priority, TaskHandle_t* task);
BaseType_t xTaskGenericNotify(TaskHandle_t task, UBaseType_t index, uint32_t value, eNotifyAction action, uint32_t* before);
uint32_t ulTaskGenericNotifyTake(UBaseType_t index, BaseType_t clear, TickType_t ticks);
}
#define xTaskNotifyGive(task) xTaskGenericNotify((task), 0, 0, eIncrement, nullptr)
#define ulTaskNotifyTake(clear, ticks) ulTaskGenericNotifyTake(0, (clear), (ticks))
