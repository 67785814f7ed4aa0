#pragma once
#include <ntddk.h>
#include <wsk.h>
