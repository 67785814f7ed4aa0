//===- ksformat.h - Streaming formats -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Data formats, ranges, wave formats and their identifiers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_AUDIO_KSFORMAT_H
#define WSK_WDK_AUDIO_KSFORMAT_H

#define WAVE_FORMAT_UNKNOWN 0x0000
#define WAVE_FORMAT_PCM 0x0001
#define WAVE_FORMAT_IEEE_FLOAT 0x0003
#define WAVE_FORMAT_EXTENSIBLE 0xFFFE
#define MM_MICROSOFT 1
#define _100NS_UNITS_PER_SECOND 10000000L
#define VT_EMPTY 0
#define VT_I2 2
#define VT_I4 3
#define VT_BOOL 11
#define VT_UI4 19
#define VT_ILLEGAL 0xFFFF
#define KSAUDIO_SPEAKER_MONO 0x4
#define KSAUDIO_SPEAKER_STEREO 0x3
#define KSAUDIO_SPEAKER_QUAD 0x33
#define KSAUDIO_SPEAKER_5POINT1 0x3F
#define KSAUDIO_SPEAKER_7POINT1 0xFF
#define KSAUDIO_CPU_RESOURCES_NOT_HOST_CPU 0x00000000
#define KSAUDIO_CPU_RESOURCES_HOST_CPU 0x7FFFFFFF

#include <pshpack1.h>

typedef struct tWAVEFORMATEX {
  WORD wFormatTag;
  WORD nChannels;
  DWORD nSamplesPerSec;
  DWORD nAvgBytesPerSec;
  WORD nBlockAlign;
  WORD wBitsPerSample;
  WORD cbSize;
} WAVEFORMATEX, *PWAVEFORMATEX, *LPWAVEFORMATEX;

typedef struct {
  WAVEFORMATEX Format;
  union {
    WORD wValidBitsPerSample;
    WORD wSamplesPerBlock;
    WORD wReserved;
  } Samples;
  DWORD dwChannelMask;
  GUID SubFormat;
} WAVEFORMATEXTENSIBLE, *PWAVEFORMATEXTENSIBLE;

#include <poppack.h>

typedef union KSDATAFORMAT {
  struct {
    ULONG FormatSize;
    ULONG Flags;
    ULONG SampleSize;
    ULONG Reserved;
    GUID MajorFormat;
    GUID SubFormat;
    GUID Specifier;
  };
  LONGLONG Alignment;
} KSDATAFORMAT, *PKSDATAFORMAT, KSDATARANGE, *PKSDATARANGE;

typedef struct {
  KSDATAFORMAT DataFormat;
  WAVEFORMATEX WaveFormatEx;
} KSDATAFORMAT_WAVEFORMATEX, *PKSDATAFORMAT_WAVEFORMATEX;

typedef struct {
  KSDATAFORMAT DataFormat;
  WAVEFORMATEXTENSIBLE WaveFormatExt;
} KSDATAFORMAT_WAVEFORMATEXTENSIBLE, *PKSDATAFORMAT_WAVEFORMATEXTENSIBLE;

typedef struct {
  ULONG Flags;
  ULONG Control;
  WAVEFORMATEX WaveFormatEx;
} KSDSOUND_BUFFERDESC, *PKSDSOUND_BUFFERDESC;

typedef struct {
  KSDATAFORMAT DataFormat;
  KSDSOUND_BUFFERDESC BufferDesc;
} KSDATAFORMAT_DSOUND, *PKSDATAFORMAT_DSOUND;

typedef struct {
  KSDATARANGE DataRange;
  ULONG MaximumChannels;
  ULONG MinimumBitsPerSample;
  ULONG MaximumBitsPerSample;
  ULONG MinimumSampleFrequency;
  ULONG MaximumSampleFrequency;
} KSDATARANGE_AUDIO, *PKSDATARANGE_AUDIO;

// A list, since a macro that expands to it initializes a member.
#define STATIC_KSDATAFORMAT_TYPE_AUDIO                                         \
  0x73647561L, 0x0000, 0x0010, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71
#define STATIC_KSDATAFORMAT_SUBTYPE_PCM                                        \
  0x00000001L, 0x0000, 0x0010, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71
#define STATIC_KSDATAFORMAT_SUBTYPE_ANALOG                                     \
  0x6dba3190L, 0x67bd, 0x11cf, 0xa0, 0xf7, 0x00, 0x20, 0xaf, 0xd1, 0x56, 0xe4
#define STATIC_KSDATAFORMAT_SPECIFIER_NONE                                     \
  0x0F6417D6L, 0xC318, 0x11D0, 0xA4, 0x3F, 0x00, 0xA0, 0xC9, 0x22, 0x31, 0x96
#define STATIC_KSDATAFORMAT_SPECIFIER_WAVEFORMATEX                             \
  0x05589f81L, 0xc356, 0x11ce, 0xbf, 0x01, 0x00, 0xaa, 0x00, 0x55, 0x59, 0x5a
#define STATIC_KSDATAFORMAT_SPECIFIER_DSOUND                                   \
  0x518590a2L, 0xa184, 0x11d0, 0x85, 0x22, 0x00, 0xc0, 0x4f, 0xd9, 0xba, 0xf3

// Manufacturers and products are numbers in otherwise fixed identifiers.
#define INIT_MMREG_MID(Guid, Number)                                           \
  ((Guid)->Data1 = 0xd5a47fa7 + (USHORT)(Number), (Guid)->Data2 = 0x6d98,      \
   (Guid)->Data3 = 0x11d1)

EXTERN_C_START

extern const GUID GUID_NULL;
extern const GUID KSDATAFORMAT_TYPE_AUDIO;
extern const GUID KSDATAFORMAT_SUBTYPE_PCM;
extern const GUID KSDATAFORMAT_SUBTYPE_ANALOG;
extern const GUID KSDATAFORMAT_SUBTYPE_IEEE_FLOAT;
extern const GUID KSDATAFORMAT_SPECIFIER_NONE;
extern const GUID KSDATAFORMAT_SPECIFIER_WAVEFORMATEX;
extern const GUID KSDATAFORMAT_SPECIFIER_DSOUND;
extern const GUID KSCATEGORY_AUDIO;
extern const GUID KSCATEGORY_RENDER;
extern const GUID KSCATEGORY_CAPTURE;
extern const GUID KSCATEGORY_TOPOLOGY;
extern const GUID KSNODETYPE_DAC;
extern const GUID KSNODETYPE_ADC;
extern const GUID KSNODETYPE_MUTE;
extern const GUID KSNODETYPE_MUX;
extern const GUID KSNODETYPE_SUM;
extern const GUID KSNODETYPE_VOLUME;
extern const GUID KSNODETYPE_SPEAKER;
extern const GUID KSNODETYPE_MICROPHONE;
extern const GUID KSNODETYPE_LINE_CONNECTOR;
extern const GUID KSAUDFNAME_MASTER_VOLUME;
extern const GUID KSAUDFNAME_WAVE_VOLUME;
extern const GUID KSAUDFNAME_WAVE_MUTE;
extern const GUID KSPROPSETID_General;
extern const GUID KSPROPSETID_Pin;
extern const GUID KSPROPSETID_Audio;
extern const GUID KSPROPSETID_Jack;
extern const GUID KSPROPTYPESETID_General;
extern const GUID KSMEDIUMSETID_Standard;
extern const GUID KSINTERFACESETID_Standard;

EXTERN_C_END

#endif // WSK_WDK_AUDIO_KSFORMAT_H
