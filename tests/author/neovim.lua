-- What an author does in Neovim; what comes of it is written as JSON to the file $DONE.
local done = {}

local function asked(method, line, column)
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    position = { line = line - 1, character = column - 1 },
  }
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

local function waits(condition)
  return vim.wait(20000, condition, 20)
end

-- A wrong word, typed and not saved.
waits(function() return #vim.lsp.get_active_clients() > 0 and vim.lsp.get_active_clients()[1].initialized end)
vim.api.nvim_buf_set_lines(0, 19, 20, false, { "        goto: yardd" })
waits(function() return #vim.diagnostic.get(0) > 0 end)
local told = vim.diagnostic.get(0)[1]
done.told = { told.lnum + 1, told.col + 1, told.message }
vim.api.nvim_buf_set_lines(0, 19, 20, false, { "        goto: yard" })
waits(function() return #vim.diagnostic.get(0) == 0 end)
done.mended = #vim.diagnostic.get(0) == 0

local offered = asked("textDocument/completion", 20, 17)
done.offered = vim.tbl_map(function(item) return item.label end, offered.items)
done.hover = asked("textDocument/hover", 20, 17).contents.value
done.definition = asked("textDocument/definition", 20, 17)[1].uri

-- Another name for a variable, in every file; then for a scene, whose file moves.
vim.api.nvim_win_set_cursor(0, { 17, 20 })
vim.lsp.buf.rename("lights")
waits(function() return vim.fn.getline(17):find("lights") end)
vim.api.nvim_win_set_cursor(0, { 20, 15 })
vim.lsp.buf.rename("garden")
waits(function() return vim.fn.getline(20):find("garden") end)
vim.cmd("silent! wall")
vim.fn.writefile({ vim.fn.json_encode(done) }, os.getenv("DONE"))
vim.cmd("qall!")
