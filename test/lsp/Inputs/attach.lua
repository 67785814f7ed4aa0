-- Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
-- Neovim's own language client shows what the server finds in one file.
-- In: WSK_SERVER, the program, WSK_SERVER_ARG, an argument of it. Out: lines on
-- standard output.
local function say(text) io.stdout:write(text .. "\n") end

local client = vim.lsp.start_client({
  name = "wsk-check",
  cmd = { os.getenv("WSK_SERVER"), os.getenv("WSK_SERVER_ARG") },
  root_dir = vim.fn.getcwd(),
})
if not client then
  say("the server did not start")
  vim.cmd("cquit 1")
end
vim.lsp.buf_attach_client(0, client)

local function wait(what, done)
  if not vim.wait(100000, done, 20) then
    say("waited in vain for " .. what)
    vim.cmd("cquit 1")
  end
end

local function show()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local item = d.user_data.lsp
    say(string.format("%d:%d %s %s %s", d.lnum + 1, d.col + 1, item.code,
      d.source, (d.message:gsub("\n", " | "))))
    if item.codeDescription then say("  page " .. item.codeDescription.href) end
    for _, step in ipairs(item.relatedInformation or {}) do
      say("  step " .. step.message)
    end
  end
end

wait("the diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
show()

-- The action is the one a user picks; Neovim applies the edit.
local line = vim.diagnostic.get(0)[1].lnum
local found = vim.lsp.buf_request_sync(0, "textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = { line = line, character = 0 }, ["end"] = { line = line, character = 1 } },
  context = { diagnostics = {} },
}, 100000)
for _, action in ipairs(found[client].result or {}) do
  if action.edit then
    say("action " .. action.title)
    vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
    say("line " .. vim.api.nvim_buf_get_lines(0, line, line + 1, true)[1])
    break
  end
end

-- What is typed counts.
vim.api.nvim_buf_set_lines(0, 0, -1, true, { "int Nothing(void) { return 0; }" })
wait("their end", function() return #vim.diagnostic.get(0) == 0 end)
say("gone")
vim.lsp.stop_client(client)
wait("the goodbye", function() return vim.lsp.client_is_stopped(client) end)
say("stopped")
vim.cmd("qall!")
