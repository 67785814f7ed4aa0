//===- pages.h - What SCSI devices answer -------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Inquiry and sense data, mode pages, vital product data.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_STORAGE_PAGES_H
#define WSK_WDK_STORAGE_PAGES_H

#define SCSISTAT_GOOD 0x00
#define SCSISTAT_CHECK_CONDITION 0x02
#define SCSISTAT_CONDITION_MET 0x04
#define SCSISTAT_BUSY 0x08
#define SCSISTAT_RESERVATION_CONFLICT 0x18
#define SCSISTAT_COMMAND_TERMINATED 0x22
#define SCSISTAT_QUEUE_FULL 0x28

#define SCSI_SENSE_ERRORCODE_FIXED_CURRENT 0x70
#define SCSI_SENSE_ERRORCODE_FIXED_DEFERRED 0x71
#define SCSI_SENSE_ERRORCODE_DESCRIPTOR_CURRENT 0x72
#define SCSI_SENSE_NO_SENSE 0x00
#define SCSI_SENSE_RECOVERED_ERROR 0x01
#define SCSI_SENSE_NOT_READY 0x02
#define SCSI_SENSE_MEDIUM_ERROR 0x03
#define SCSI_SENSE_HARDWARE_ERROR 0x04
#define SCSI_SENSE_ILLEGAL_REQUEST 0x05
#define SCSI_SENSE_UNIT_ATTENTION 0x06
#define SCSI_SENSE_DATA_PROTECT 0x07
#define SCSI_SENSE_BLANK_CHECK 0x08
#define SCSI_SENSE_UNIQUE 0x09
#define SCSI_SENSE_COPY_ABORTED 0x0A
#define SCSI_SENSE_ABORTED_COMMAND 0x0B
#define SCSI_SENSE_EQUAL 0x0C
#define SCSI_SENSE_VOL_OVERFLOW 0x0D
#define SCSI_SENSE_MISCOMPARE 0x0E
#define SCSI_ADSENSE_NO_SENSE 0x00
#define SCSI_ADSENSE_LUN_NOT_READY 0x04
#define SCSI_ADSENSE_ILLEGAL_COMMAND 0x20
#define SCSI_ADSENSE_ILLEGAL_BLOCK 0x21
#define SCSI_ADSENSE_INVALID_CDB 0x24
#define SCSI_ADSENSE_INVALID_LUN 0x25
#define SCSI_ADSENSE_WRITE_PROTECT 0x27
#define SCSI_ADSENSE_NO_MEDIA_IN_DEVICE 0x3A

#define DIRECT_ACCESS_DEVICE 0x00
#define SEQUENTIAL_ACCESS_DEVICE 0x01
#define READ_ONLY_DIRECT_ACCESS_DEVICE 0x05
#define DEVICE_QUALIFIER_ACTIVE 0x00
#define DEVICE_QUALIFIER_NOT_ACTIVE 0x01
#define DEVICE_QUALIFIER_NOT_SUPPORTED 0x03
#define DEVICE_CONNECTED 0x00

#define MODE_PAGE_ERROR_RECOVERY 0x01
#define MODE_PAGE_DISCONNECT 0x02
#define MODE_PAGE_CACHING 0x08
#define MODE_PAGE_CONTROL 0x0A
#define MODE_SENSE_RETURN_ALL 0x3F
#define MODE_SENSE_CURRENT_VALUES 0x00
#define MODE_SENSE_CHANGEABLE_VALUES 0x40
#define MODE_SENSE_DEFAULT_VAULES 0x80
#define MODE_SENSE_SAVED_VALUES 0xC0
#define MODE_DSP_FUA_SUPPORTED 0x10
#define MODE_DSP_WRITE_PROTECT 0x80

#define VPD_SUPPORTED_PAGES 0x00
#define VPD_SERIAL_NUMBER 0x80
#define VPD_DEVICE_IDENTIFIERS 0x83
#define VPD_BLOCK_LIMITS 0xB0
#define VPD_BLOCK_DEVICE_CHARACTERISTICS 0xB1
#define VPD_LOGICAL_BLOCK_PROVISIONING 0xB2
#define PROVISIONING_TYPE_UNKNOWN 0x0
#define PROVISIONING_TYPE_RESOURCE 0x1
#define PROVISIONING_TYPE_THIN 0x2
#define INQUIRYDATABUFFERSIZE 36

typedef enum _VPD_CODE_SET {
  VpdCodeSetReserved = 0,
  VpdCodeSetBinary = 1,
  VpdCodeSetAscii = 2,
  VpdCodeSetUTF8 = 3
} VPD_CODE_SET,
    *PVPD_CODE_SET;

typedef enum _VPD_ASSOCIATION {
  VpdAssocDevice = 0,
  VpdAssocPort = 1,
  VpdAssocTarget = 2
} VPD_ASSOCIATION,
    *PVPD_ASSOCIATION;

typedef enum _VPD_IDENTIFIER_TYPE {
  VpdIdentifierTypeVendorSpecific = 0,
  VpdIdentifierTypeVendorId = 1,
  VpdIdentifierTypeEUI64 = 2,
  VpdIdentifierTypeFCPHName = 3,
  VpdIdentifierTypePortRelative = 4,
  VpdIdentifierTypeTargetPortGroup = 5,
  VpdIdentifierTypeLogicalUnitGroup = 6,
  VpdIdentifierTypeMD5LogicalUnitId = 7,
  VpdIdentifierTypeSCSINameString = 8
} VPD_IDENTIFIER_TYPE,
    *PVPD_IDENTIFIER_TYPE;

#include <pshpack1.h>

typedef struct _INQUIRYDATA {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR DeviceTypeModifier : 7;
  UCHAR RemovableMedia : 1;
  UCHAR Versions;
  UCHAR ResponseDataFormat : 4;
  UCHAR HiSupport : 1;
  UCHAR NormACA : 1;
  UCHAR TerminateTask : 1;
  UCHAR AERC : 1;
  UCHAR AdditionalLength;
  UCHAR Reserved;
  UCHAR Addr16 : 1;
  UCHAR Addr32 : 1;
  UCHAR AckReqQ : 1;
  UCHAR MediumChanger : 1;
  UCHAR MultiPort : 1;
  UCHAR ReservedBit2 : 1;
  UCHAR EnclosureServices : 1;
  UCHAR ReservedBit3 : 1;
  UCHAR SoftReset : 1;
  UCHAR CommandQueue : 1;
  UCHAR TransferDisable : 1;
  UCHAR LinkedCommands : 1;
  UCHAR Synchronous : 1;
  UCHAR Wide16Bit : 1;
  UCHAR Wide32Bit : 1;
  UCHAR RelativeAddressing : 1;
  UCHAR VendorId[8];
  UCHAR ProductId[16];
  UCHAR ProductRevisionLevel[4];
  UCHAR VendorSpecific[20];
  UCHAR Reserved3[2];
  USHORT VersionDescriptors[8];
  UCHAR Reserved4[30];
} INQUIRYDATA, *PINQUIRYDATA;

typedef struct _SENSE_DATA {
  UCHAR ErrorCode : 7;
  UCHAR Valid : 1;
  UCHAR SegmentNumber;
  UCHAR SenseKey : 4;
  UCHAR Reserved : 1;
  UCHAR IncorrectLength : 1;
  UCHAR EndOfMedia : 1;
  UCHAR FileMark : 1;
  UCHAR Information[4];
  UCHAR AdditionalSenseLength;
  UCHAR CommandSpecificInformation[4];
  UCHAR AdditionalSenseCode;
  UCHAR AdditionalSenseCodeQualifier;
  UCHAR FieldReplaceableUnitCode;
  UCHAR SenseKeySpecific[3];
} SENSE_DATA, *PSENSE_DATA;

typedef struct _MODE_PARAMETER_HEADER {
  UCHAR ModeDataLength;
  UCHAR MediumType;
  UCHAR DeviceSpecificParameter;
  UCHAR BlockDescriptorLength;
} MODE_PARAMETER_HEADER, *PMODE_PARAMETER_HEADER;

typedef struct _MODE_PARAMETER_HEADER10 {
  UCHAR ModeDataLength[2];
  UCHAR MediumType;
  UCHAR DeviceSpecificParameter;
  UCHAR Reserved[2];
  UCHAR BlockDescriptorLength[2];
} MODE_PARAMETER_HEADER10, *PMODE_PARAMETER_HEADER10;

typedef struct _MODE_CACHING_PAGE {
  UCHAR PageCode : 6;
  UCHAR Reserved : 1;
  UCHAR PageSavable : 1;
  UCHAR PageLength;
  UCHAR ReadDisableCache : 1;
  UCHAR MultiplicationFactor : 1;
  UCHAR WriteCacheEnable : 1;
  UCHAR Reserved2 : 5;
  UCHAR WriteRetensionPriority : 4;
  UCHAR ReadRetensionPriority : 4;
  UCHAR DisablePrefetchTransfer[2];
  UCHAR MinimumPrefetch[2];
  UCHAR MaximumPrefetch[2];
  UCHAR MaximumPrefetchCeiling[2];
} MODE_CACHING_PAGE, *PMODE_CACHING_PAGE;

typedef struct _READ_CAPACITY_DATA {
  ULONG LogicalBlockAddress;
  ULONG BytesPerBlock;
} READ_CAPACITY_DATA, *PREAD_CAPACITY_DATA;

typedef struct _READ_CAPACITY_DATA_EX {
  LARGE_INTEGER LogicalBlockAddress;
  ULONG BytesPerBlock;
} READ_CAPACITY_DATA_EX, *PREAD_CAPACITY_DATA_EX;

typedef struct _READ_CAPACITY16_DATA {
  LARGE_INTEGER LogicalBlockAddress;
  ULONG BytesPerBlock;
  UCHAR ProtectionEnable : 1;
  UCHAR ProtectionType : 3;
  UCHAR RcBasisAlt : 2;
  UCHAR Reserved : 2;
  UCHAR LogicalPerPhysicalExponent : 4;
  UCHAR ProtectionInfoExponent : 4;
  UCHAR LowestAlignedBlock_MSB : 6;
  UCHAR LBPRZ : 1;
  UCHAR LBPME : 1;
  UCHAR LowestAlignedBlock_LSB;
  UCHAR Reserved3[16];
} READ_CAPACITY16_DATA, *PREAD_CAPACITY16_DATA;

typedef struct _LUN_LIST {
  UCHAR LunListLength[4];
  UCHAR Reserved[4];
  UCHAR Lun[][8];
} LUN_LIST, *PLUN_LIST;

typedef struct _UNMAP_BLOCK_DESCRIPTOR {
  UCHAR StartingLba[8];
  UCHAR LbaCount[4];
  UCHAR Reserved[4];
} UNMAP_BLOCK_DESCRIPTOR, *PUNMAP_BLOCK_DESCRIPTOR;

typedef struct _UNMAP_LIST_HEADER {
  UCHAR DataLength[2];
  UCHAR BlockDescrDataLength[2];
  UCHAR Reserved[4];
  UNMAP_BLOCK_DESCRIPTOR Descriptors[];
} UNMAP_LIST_HEADER, *PUNMAP_LIST_HEADER;

#define WDK_VPD_HEAD                                                           \
  UCHAR DeviceType : 5;                                                        \
  UCHAR DeviceTypeQualifier : 3;                                               \
  UCHAR PageCode;

typedef struct _VPD_SUPPORTED_PAGES_PAGE {
  WDK_VPD_HEAD
  UCHAR Reserved;
  UCHAR PageLength;
  UCHAR SupportedPageList[];
} VPD_SUPPORTED_PAGES_PAGE, *PVPD_SUPPORTED_PAGES_PAGE;

typedef struct _VPD_SERIAL_NUMBER_PAGE {
  WDK_VPD_HEAD
  UCHAR Reserved;
  UCHAR PageLength;
  UCHAR SerialNumber[];
} VPD_SERIAL_NUMBER_PAGE, *PVPD_SERIAL_NUMBER_PAGE;

typedef struct _VPD_IDENTIFICATION_DESCRIPTOR {
  UCHAR CodeSet : 4;
  UCHAR Reserved : 4;
  UCHAR IdentifierType : 4;
  UCHAR Association : 2;
  UCHAR Reserved2 : 2;
  UCHAR Reserved3;
  UCHAR IdentifierLength;
  UCHAR Identifier[];
} VPD_IDENTIFICATION_DESCRIPTOR, *PVPD_IDENTIFICATION_DESCRIPTOR;

typedef struct _VPD_IDENTIFICATION_PAGE {
  WDK_VPD_HEAD
  UCHAR Reserved;
  UCHAR PageLength;
  UCHAR Descriptors[];
} VPD_IDENTIFICATION_PAGE, *PVPD_IDENTIFICATION_PAGE;

typedef struct _VPD_BLOCK_LIMITS_PAGE {
  WDK_VPD_HEAD
  UCHAR PageLength[2];
  union {
    struct {
      UCHAR Reserved0;
      UCHAR MaximumCompareAndWriteLength;
      UCHAR OptimalTransferLengthGranularity[2];
      UCHAR MaximumTransferLength[4];
      UCHAR OptimalTransferLength[4];
      UCHAR MaxPrefetchXDReadXDWriteTransferLength[4];
      UCHAR MaximumUnmapLBACount[4];
      UCHAR MaximumUnmapBlockDescriptorCount[4];
      UCHAR OptimalUnmapGranularity[4];
      union {
        struct {
          UCHAR UnmapGranularityAlignmentByte3 : 7;
          UCHAR UGAValid : 1;
          UCHAR UnmapGranularityAlignmentByte2;
          UCHAR UnmapGranularityAlignmentByte1;
          UCHAR UnmapGranularityAlignmentByte0;
        };
        UCHAR UnmapGranularityAlignment[4];
      };
      UCHAR Reserved1[28];
    };
    UCHAR Descriptors[1];
  };
} VPD_BLOCK_LIMITS_PAGE, *PVPD_BLOCK_LIMITS_PAGE;

typedef struct _VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE {
  WDK_VPD_HEAD
  UCHAR Reserved0;
  UCHAR PageLength;
  UCHAR MediumRotationRateMsb;
  UCHAR MediumRotationRateLsb;
  UCHAR MediumProductType;
  UCHAR NominalFormFactor : 4;
  UCHAR WACEREQ : 2;
  UCHAR WABEREQ : 2;
  UCHAR VBULS : 1;
  UCHAR FUAB : 1;
  UCHAR Reserved1 : 6;
  UCHAR Reserved2[55];
} VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE,
    *PVPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE;

typedef struct _VPD_LOGICAL_BLOCK_PROVISIONING_PAGE {
  WDK_VPD_HEAD
  UCHAR PageLength[2];
  UCHAR ThresholdExponent;
  UCHAR DP : 1;
  UCHAR ANC_SUP : 1;
  UCHAR LBPRZ : 1;
  UCHAR Reserved0 : 2;
  UCHAR LBPWS10 : 1;
  UCHAR LBPWS : 1;
  UCHAR LBPU : 1;
  UCHAR ProvisioningType : 3;
  UCHAR Reserved1 : 5;
  UCHAR Reserved2;
  UCHAR ProvisioningGroupDescr[];
} VPD_LOGICAL_BLOCK_PROVISIONING_PAGE, *PVPD_LOGICAL_BLOCK_PROVISIONING_PAGE;

#undef WDK_VPD_HEAD
#include <poppack.h>

#define REVERSE_BYTES_2(Destination, Source)                                   \
  (*(PUSHORT)(Destination) = RtlUshortByteSwap(*(PUSHORT)(Source)))
#define REVERSE_BYTES_4(Destination, Source)                                   \
  (*(PULONG)(Destination) = RtlUlongByteSwap(*(PULONG)(Source)))
#define REVERSE_BYTES_8(Destination, Source)                                   \
  (*(PULONGLONG)(Destination) = RtlUlonglongByteSwap(*(PULONGLONG)(Source)))
#define REVERSE_BYTES_SHORT REVERSE_BYTES_2
#define REVERSE_BYTES REVERSE_BYTES_4
#define REVERSE_BYTES_QUAD REVERSE_BYTES_8
#define REVERSE_SHORT(Value)                                                   \
  (*(PUSHORT)(Value) = RtlUshortByteSwap(*(PUSHORT)(Value)))
#define REVERSE_LONG(Value)                                                    \
  (*(PULONG)(Value) = RtlUlongByteSwap(*(PULONG)(Value)))

#endif // WSK_WDK_STORAGE_PAGES_H
