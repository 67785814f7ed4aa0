//===- Undeclared.cpp - Stand-ins for what no header declares -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Undeclared.h"
#include "program/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

//===----------------------------------------------------------------------===//
// How the text uses a name
//===----------------------------------------------------------------------===//

namespace {
/// The tokens around a name.
class Surroundings {
public:
  Surroundings(const Unit &U, SourceLocation Name);

  Token Before, Name, After[2];

private:
  SourceLocation lex(SourceLocation From, Token &Into) const;

  const SourceManager &SM;
  const LangOptions &Lang;
};
} // namespace

SourceLocation Surroundings::lex(SourceLocation From, Token &Into) const {
  if (From.isInvalid() ||
      Lexer::getRawToken(From, Into, SM, Lang, /*IgnoreWhiteSpace=*/true)) {
    Into.startToken();
    Into.setKind(tok::eof);
    return SourceLocation();
  }
  return Into.getEndLoc();
}

/// The last character before a place that is no blank, as a token.
static SourceLocation placeBefore(SourceLocation Loc, const SourceManager &SM) {
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  StringRef Text = SM.getBufferData(File).take_front(Offset).rtrim();
  if (Text.empty())
    return SourceLocation();
  return SM.getComposedLoc(File, Text.size() - 1);
}

Surroundings::Surroundings(const Unit &U, SourceLocation Loc)
    : SM(U.ast().getSourceManager()), Lang(U.ast().getLangOpts()) {
  lex(placeBefore(Loc, SM), Before);
  SourceLocation End = lex(Loc, Name);
  for (Token &T : After)
    End = lex(End, T);
}

static bool isTypeName(const ASTContext &Ctx, StringRef Name) {
  return any_of(Ctx.getTranslationUnitDecl()->lookup(&Ctx.Idents.get(Name)),
                [](const NamedDecl *D) {
                  return isa<TypeDecl>(D) && !D->isInvalidDecl();
                });
}

static bool isKeywordOfType(StringRef Word) {
  return is_contained({"void", "char", "short", "int", "long", "unsigned",
                       "signed", "struct", "union", "enum", "const", "static",
                       "extern", "inline", "__inline", "__forceinline"},
                      Word);
}

/// True for `NAME type ...`: whatever the name is, it is not the type.
static bool decorates(const Unit &U, const Surroundings &Text) {
  if (!Text.After[0].is(tok::raw_identifier) ||
      !Text.After[1].is(tok::raw_identifier))
    return false;
  StringRef Word = Text.After[0].getRawIdentifier();
  return isKeywordOfType(Word) || isTypeName(U.ast(), Word);
}

static bool isStatementStart(const Token &Before) {
  return Before.isOneOf(tok::l_brace, tok::r_brace, tok::semi, tok::eof);
}

/// True for `NAME * x` and `(NAME *)`, where a product makes no sense.
static bool isPointee(const Surroundings &Text, bool KnownAsType) {
  if (!Text.After[0].is(tok::star))
    return false;
  return KnownAsType || isStatementStart(Text.Before) ||
         (Text.Before.is(tok::l_paren) &&
          Text.After[1].isOneOf(tok::r_paren, tok::star));
}

/// True for `NAME x` and `(NAME)x`.
static bool isTypeUse(const Surroundings &Text) {
  if (Text.After[0].is(tok::raw_identifier))
    return true;
  return Text.Before.is(tok::l_paren) && Text.After[0].is(tok::r_paren) &&
         Text.After[1].isOneOf(tok::raw_identifier, tok::numeric_constant);
}

/// Kernel headers write a pointer to FOO as PFOO.
static bool namesPointer(StringRef Name) {
  return Name.size() > 2 && Name[0] == 'P' && isUpper(Name[1]);
}

static bool namesConstant(StringRef Name) {
  return any_of(Name, [](char C) { return isUpper(C); }) &&
         none_of(Name, [](char C) { return isLower(C); });
}

static std::optional<StandIn> standInFor(const Unit &U, const ParseError &E,
                                         StringRef Name) {
  Surroundings Text(U, E.Spelled);
  bool KnownAsType = E.Id == diag::err_unknown_typename;
  if (decorates(U, Text))
    return StandIn::Decoration;
  if (isPointee(Text, KnownAsType))
    return StandIn::Opaque;
  if (KnownAsType || isTypeUse(Text))
    return namesPointer(Name) ? StandIn::Pointer : StandIn::Number;
  if (Text.After[0].is(tok::l_paren))
    return StandIn::Function;
  if (namesConstant(Name) && !Text.After[0].isOneOf(tok::coloncolon, tok::less))
    return StandIn::Value;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Collecting
//===----------------------------------------------------------------------===//

/// The token at the place of an error, if it is an identifier.
static StringRef nameAt(const Unit &U, const ParseError &E) {
  if (E.Spelled.isInvalid() || E.InSystemHeader)
    return "";
  Token T;
  if (Lexer::getRawToken(E.Spelled, T, U.ast().getSourceManager(),
                         U.ast().getLangOpts()) ||
      !T.is(tok::raw_identifier))
    return "";
  return T.getRawIdentifier();
}

/// Takes what is used as a struct anywhere for a struct everywhere, and so on.
static bool note(StandIns &Known, StringRef Name, StandIn What) {
  auto [It, New] = Known.try_emplace(Name.str(), What);
  if (New || It->second >= What)
    return New;
  It->second = What;
  return true;
}

bool wsk::addStandIns(const Unit &U, StandIns &Known) {
  bool Changed = false;
  for (const ParseError &E : U.Errors) {
    StringRef Name = nameAt(U, E);
    if (Name.empty())
      continue;
    auto It = Known.find(Name.str());
    if (It != Known.end() && It->second == StandIn::Value &&
        (E.Id == diag::err_expr_not_ice || E.Id == diag::err_expr_not_cce)) {
      It->second = StandIn::Constant;
      Changed = true;
    }
    if (E.Id != diag::err_undeclared_var_use &&
        E.Id != diag::err_unknown_typename)
      continue;
    if (std::optional<StandIn> What = standInFor(U, E, Name))
      Changed |= note(Known, Name, *What);
  }
  return Changed;
}

//===----------------------------------------------------------------------===//
// Declaring
//===----------------------------------------------------------------------===//

/// In C++. Numbers and pointers go by value, as to the C function or macro that
/// such a name mostly is: a reference to a status would be a way to change it.
/// What may not be copied goes by reference.
static std::string function(StringRef Name) {
  return formatv(
      "template <bool> struct wsk_if_{0} {{}; "
      "template <> struct wsk_if_{0}<true> {{ typedef int type; }; "
      "template <class... Args> typename wsk_if_{0}<(true && ... && "
      "__is_scalar(__decay(Args)))>::type {0}(Args...); "
      "template <class... Args> typename wsk_if_{0}<!(true && ... && "
      "__is_scalar(__decay(Args)))>::type {0}(Args &&...);\n",
      Name);
}

static std::string declaration(StringRef Name, StandIn What,
                               const LangOptions &Language) {
  switch (What) {
  case StandIn::Value:
    return formatv("extern {0}const int {1};\n",
                   Language.CPlusPlus ? "\"C\" " : "", Name);
  case StandIn::Constant:
    // Equal in all units, and no one's favourite.
    return formatv("enum {{ {0} = {1} };\n", Name,
                   0x10000 + (xxHash64(Name) & 0xffffff));
  case StandIn::Function:
    if (Language.CPlusPlus)
      return function(Name);
    return Language.C23 ? formatv("int {0}(...);\n", Name).str() : "";
  case StandIn::Number:
    return formatv("typedef int {0};\n", Name);
  case StandIn::Pointer:
    return formatv("typedef struct wsk_opaque_{0} *{1};\n", Name.drop_front(),
                   Name);
  case StandIn::Opaque:
    return formatv("typedef struct wsk_opaque_{0} {0};\n", Name);
  case StandIn::Decoration:
    return formatv("#define {0}\n", Name);
  }
  llvm_unreachable("all kinds are covered");
}

std::string wsk::declarations(const StandIns &Known,
                              const LangOptions &Language) {
  std::string Text;
  for (const auto &[Name, What] : Known)
    Text += declaration(Name, What, Language);
  return Text;
}

std::string wsk::listNames(const StandIns &Known) {
  constexpr size_t Most = 5;
  std::string Text;
  for (const auto &Entry :
       make_range(Known.begin(),
                  std::next(Known.begin(), std::min(Most, Known.size()))))
    Text += (Text.empty() ? "'" : ", '") + Entry.first + "'";
  if (Known.size() > Most)
    Text += formatv(" and {0} more", Known.size() - Most);
  return Text + (Known.size() == 1 ? " is" : " are") + " declared nowhere;";
}
