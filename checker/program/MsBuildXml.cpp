//===- MsBuildXml.cpp - The XML of a project file -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/MsBuildXml.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <memory>

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

/// More than any project written by a person or by Visual Studio.
static constexpr size_t MaxBytes = 16u << 20;

static StringRef text(const xmlChar *Text) {
  return Text ? StringRef(reinterpret_cast<const char *>(Text)) : StringRef();
}

static std::string takeText(xmlChar *Text) {
  std::string Out = text(Text).str();
  xmlFree(Text);
  return Out;
}

StringRef Element::attribute(StringRef Key) const {
  for (const auto &[Name, Value] : Attributes)
    if (StringRef(Name).equals_insensitive(Key))
      return Value;
  return "";
}

/// libxml2 itself refuses documents nested deeper than 256 levels.
static Element convert(xmlNode *From) {
  Element To;
  To.Name = text(From->name).str();
  To.Line = static_cast<unsigned>(xmlGetLineNo(From));
  for (xmlAttr *A = From->properties; A; A = A->next)
    To.Attributes.emplace_back(
        text(A->name).str(),
        takeText(xmlNodeListGetString(From->doc, A->children, 1)));
  for (xmlNode *Child = From->children; Child; Child = Child->next) {
    if (Child->type == XML_ELEMENT_NODE)
      To.Children.push_back(convert(Child));
    else if (Child->type == XML_TEXT_NODE ||
             Child->type == XML_CDATA_SECTION_NODE)
      To.Text += text(Child->content);
  }
  return To;
}

/// Keeps the first message of a parse in the string behind the context's
/// private pointer: later ones mostly follow from it. (The type of the message
/// differs between versions of libxml2.)
static void keepFirstError(xmlParserCtxt &Parser, std::string &Message) {
  Parser._private = &Message;
  Parser.sax->serror = [](void *Context, auto *E) {
    auto &Kept = *static_cast<std::string *>(
        static_cast<xmlParserCtxt *>(Context)->_private);
    if (Kept.empty() && E && E->message)
      Kept = ("line " + Twine(E->line) + ": " +
              StringRef(E->message).trim().split('\n').first)
                 .str();
  };
}

Expected<Element> msbuild::readXml(StringRef File, StringRef RootName) {
  sys::fs::file_status Status;
  if (std::error_code EC = sys::fs::status(File, Status))
    return createStringError(EC.message());
  if (!sys::fs::is_regular_file(Status))
    return createStringError("it is not a file");
  if (Status.getSize() > MaxBytes)
    return createStringError("it is larger than any project file");
  auto Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return createStringError(Buffer.getError().message());
  using Context = std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt *)>;
  Context Parser(xmlNewParserCtxt(), xmlFreeParserCtxt);
  std::string Message;
  keepFirstError(*Parser, Message);
  // No network, no external entities, nothing printed by the library.
  int Options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  std::unique_ptr<xmlDoc, void (*)(xmlDoc *)> Document(
      xmlCtxtReadMemory(Parser.get(), (*Buffer)->getBufferStart(),
                        static_cast<int>((*Buffer)->getBufferSize()), nullptr,
                        nullptr, Options),
      xmlFreeDoc);
  xmlNode *Root = Document ? xmlDocGetRootElement(Document.get()) : nullptr;
  if (!Root)
    return createStringError(Message.empty() ? "it is no XML" : Message);
  Element Out = convert(Root);
  if (!Out.is(RootName))
    return createStringError("its root is <" + Out.Name + ">, not <" +
                             RootName + ">");
  return Out;
}
